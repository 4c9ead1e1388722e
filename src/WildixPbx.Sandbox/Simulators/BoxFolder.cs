using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Sandbox.Simulators;

/// <summary>
/// What the simulators of boxes keep on disk, below the sandbox's data: a certificate authority of its own, a folder and a
/// certificate for each box, and the secret that their logins are derived from. All of it is this user's alone.
/// </summary>
sealed class BoxFolder(string dataPath)
{
    const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const string AuthorityFile = "authority.pfx";
    const string SecretFile = "secret";
    const int SecretBytes = 32;

    static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset To = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Lock _gate = new();
    X509Certificate2? _authority;
    byte[]? _secret;

    /// <summary>The name of the folder below the data.</summary>
    public const string Name = "boxes";

    /// <summary>The folder of a sandbox that begins: no box is up yet, whatever a process that was killed has left behind.</summary>
    public static BoxFolder Begin(string dataPath)
    {
        var folder = new BoxFolder(dataPath);
        if (Directory.Exists(folder.Root))
            foreach (var box in Directory.EnumerateDirectories(folder.Root)) BoxCard.Remove(box);
        return folder;
    }

    string Root => Path.Combine(dataPath, Name);

    /// <summary>The secret that logins are derived from, made at first use.</summary>
    public byte[] Secret
    {
        get
        {
            lock (_gate) return _secret ??= ReadOrMake(SecretFile, static () => RandomNumberGenerator.GetBytes(SecretBytes));
        }
    }

    /// <summary>A box's own folder, made where it is missing.</summary>
    public string Of(string pbxId)
    {
        var path = Path.Combine(Root, pbxId);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>The certificate of a box: the same over restarts, so that its fingerprint can be pinned.</summary>
    public X509Certificate2 Certificate(string pbxId, string host)
    {
        lock (_gate)
        {
            Of(pbxId);
            var bytes = ReadOrMake(Path.Combine(pbxId, "certificate.pfx"), () => Issue(host).Export(X509ContentType.Pfx));
            return X509CertificateLoader.LoadPkcs12(bytes, null);
        }
    }

    X509Certificate2 Issue(string host)
    {
        _authority ??= X509CertificateLoader.LoadPkcs12(ReadOrMake(AuthorityFile, MakeAuthority), null, X509KeyStorageFlags.Exportable);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var issued = request.Create(_authority, From, To, RandomNumberGenerator.GetBytes(16));
        return issued.CopyWithPrivateKey(key);
    }

    static byte[] MakeAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=WildixPbx sandbox", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var made = request.CreateSelfSigned(From, To);
        return made.Export(X509ContentType.Pfx);
    }

    byte[] ReadOrMake(string name, Func<byte[]> make)
    {
        var path = Path.Combine(Root, name);
        if (File.Exists(path)) return File.ReadAllBytes(path);
        Of("");
        var bytes = make();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Private;

        // Whole or not at all: a process that ends in between must leave no half certificate.
        var half = path + "." + Guid.NewGuid().ToString("N");
        using (var file = new FileStream(half, options)) file.Write(bytes);
        File.Move(half, path);
        return bytes;
    }
}
