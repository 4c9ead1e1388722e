using WildixPbx.Engine.Ssh;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests.Ssh;

/// <summary>Files in known_hosts format, as OpenSSH writes them.</summary>
public sealed class KnownHostsTests : IDisposable
{
    // Made with ssh-keygen -t ed25519; the fingerprints are what ssh-keygen -l says of them.
    const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIP4a8bQDGdnklec6w9oLGA+gHYVC6ej647sSvcDM2YZO";
    const string Other = "AAAAC3NzaC1lZDI1NTE5AAAAIOB7cuQ6jzDMgDr+3+YR7svr9M0hxa4D69LveVGVK3+t";

    readonly TestState _state = new();

    string File => Path.Combine(_state.Path, "deeper", "known_hosts");

    KnownHosts Store => new(File);

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("kvist.wildixin.com", 22, true)]
    [InlineData("KVIST.wildixin.com.", 22, true)]
    [InlineData("kvist.wildixin.com", 2222, false)]
    [InlineData("other.wildixin.com", 22, false)]
    [InlineData("10.0.0.7", 22, true)]
    public void A_name_finds_the_lines_that_list_it(string host, int port, bool isFound)
    {
        Write($"kvist.wildixin.com,10.0.0.7 ssh-ed25519 {Key}");
        Assert.Equal(isFound, Store.Of(host, port).Count == 1);
    }

    [Theory]
    [InlineData("[kvist.wildixin.com]:2222", "kvist.wildixin.com", 2222, true)]
    [InlineData("[kvist.wildixin.com]:2222", "kvist.wildixin.com", 22, false)]
    [InlineData("*.wildixin.com", "kvist.wildixin.com", 22, true)]
    [InlineData("*.wildixin.com,!kvist.wildixin.com", "kvist.wildixin.com", 22, false)]
    [InlineData("kvist?.wildixin.com", "kvist1.wildixin.com", 22, true)]
    [InlineData("kvist.wildixin.com", "kvistxwildixin.com", 22, false)]
    // As `ssh-keygen -H` hashed them: kvist.wildixin.com, and [kvist.wildixin.com]:2222.
    [InlineData(HashedPlain, "kvist.wildixin.com", 22, true)]
    [InlineData(HashedPlain, "kvist.wildixin.com", 2222, false)]
    [InlineData(HashedPort, "kvist.wildixin.com", 2222, true)]
    [InlineData(HashedPort, "birk.wildixin.com", 2222, false)]
    [InlineData("|1|no base64|x", "kvist.wildixin.com", 22, false)]
    public void Ports_patterns_and_hashed_names_are_read_as_OpenSSH_reads_them(string names, string host, int port, bool isFound)
    {
        Write($"{names} ssh-ed25519 {Key} a comment");
        Assert.Equal(isFound, Store.Of(host, port).Count == 1);
    }

    const string HashedPlain = "|1|q7Dg0B62pvAQYKu+qW70H5gFj14=|8DdLAB+U0bHGX5yRWAlENqgnaSU=";
    const string HashedPort = "|1|qjSMkbPpacjnk3KDfLB1ILedoU4=|UmX7T/hPQDEpf+SguesUUSY4Myg=";

    [Fact]
    public void A_fingerprint_that_ssh_keygen_would_not_write_is_found()
    {
        Write($"kvist ssh-ed25519 {Key}");
        Assert.Equal("SHA256:UHngQ8s/vd6v6kDj2OwCc1NQimvzxWrK4cKz0IvdE6s", Assert.Single(Store.All()).Fingerprint);
    }

    [Fact]
    public void What_is_no_key_is_passed_over()
    {
        Write($"# a comment\n\nkvist\nkvist ssh-ed25519\nkvist ssh-ed25519 nonsense\nkvist ssh-rsa {Key}\n@cert-authority *.wildixin.com ssh-ed25519 {Key}\n@other kvist ssh-ed25519 {Key}\n   kvist\tssh-ed25519   {Other}");
        Assert.Equal(Other, Assert.Single(Store.Of("kvist", 22)).PublicKey);
        Assert.Empty(Store.Of("birk.wildixin.com", 22));
    }

    [Fact]
    public void A_key_is_added_once_and_another_one_of_the_same_box_never()
    {
        Assert.True(Store.Add(KeyOf(Key)));
        Assert.False(Store.Add(KeyOf(Key)));
        Assert.Equal("WmpHostKeyChanged", Assert.Throws<HostKeyException>(() => Store.Add(KeyOf(Other))).ErrorId);
        Assert.Equal([$"[kvist]:2222 ssh-ed25519 {Key}"], System.IO.File.ReadAllLines(File));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void A_last_line_without_an_end_is_not_run_into()
    {
        Write($"birk ssh-ed25519 {Other}");
        Store.Add(KeyOf(Key));
        Assert.Equal(2, Store.All().Count);
    }

    [Fact]
    public void A_revoked_key_is_neither_added_nor_forgotten()
    {
        Write($"@revoked * ssh-ed25519 {Key}\n@revoked [kvist]:2222 ssh-ed25519 {Other}");
        Assert.Equal("WmpHostKeyRevoked", Assert.Throws<HostKeyException>(() => Store.Add(KeyOf(Key))).ErrorId);
        Assert.Empty(Store.Remove("kvist", 2222));
        Assert.Equal(2, Store.All().Count(key => key.IsRevoked));
    }

    [Fact]
    public void Removing_a_box_leaves_other_boxes_comments_and_patterns_as_they_were()
    {
        string[] others = ["# mine", $"birk ssh-ed25519 {Key}", $"kvist,birk ssh-ed25519 {Key}", $"*.example.com ssh-ed25519 {Key}", "what is this"];
        Write(string.Join("\n", others) + $"\nkvist ssh-ed25519 {Other}\n");
        Assert.Equal(Other, Assert.Single(Store.Remove("kvist", 22)).PublicKey);
        Assert.Equal(others, System.IO.File.ReadAllLines(File));
        Assert.Empty(Store.Remove("nobody", 22));
    }

    [Fact]
    public async Task Keys_that_are_added_at_once_are_all_there()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(number => Task.Run(() => Store.Add(KeyOf(Key) with { HostName = $"box{number}" }), TestContext.Current.CancellationToken)));
        Assert.Equal(50, Store.All().Select(key => key.HostName).Distinct().Count());
    }

    [Fact]
    public void A_file_that_can_not_be_read_is_no_empty_one()
    {
        Directory.CreateDirectory(File);
        Assert.Equal("WmpKnownHostsUnreadable", Assert.Throws<ValidationException>(() => Store.Of("kvist", 22)).ErrorId);
    }

    static PbxHostKey KeyOf(string key) => KnownHostLine.KeyOf("kvist", 2222, Convert.FromBase64String(key));

    void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
    }
}
