using System.Net;
using System.Security;

namespace WildixPbx.Tests.Boxes;

/// <summary>Asking PBXs themselves: logins, certificates, misbehaviour, many at once.</summary>
public sealed class InfoTests(BoxSession boxes) : IClassFixture<BoxSession>
{
    readonly ModuleSession _session = boxes.Session;

    [Fact]
    public void A_simulator_brings_address_certificate_and_login_and_answers_with_version_licence_and_network()
    {
        boxes.Reset();
        var info = Assert.Single(_session.Get("$a | Get-PbxInfo"));
        Assert.Equal(boxes.First, info.Text("Name"));
        Assert.StartsWith("7.09.", info.Text("WmsVersion"), StringComparison.Ordinal);
        Assert.Equal(_session.Get($"(Get-WmpPbx {boxes.First}).Serial")[0].BaseObject, info.Text("Serial"));
        Assert.Equal("PerUser", _session.Get("($a | Get-PbxInfo).License.licensing")[0].BaseObject);
        Assert.Equal(new[] { boxes.First + ".wildixin.com", boxes.Second + ".wildixin.com" }.Order(), _session.Get("($a | Get-PbxInfo).Network.Name").Select(name => name.ToString()).Order());
        Assert.Equal(1, info.Prop("InputIndex"));
    }

    [Theory]
    [InlineData("-Token $a.CompanyKey")]
    [InlineData("-Credential ([pscredential]::new('admin', $a.AdminPassword))")]
    [InlineData("-S2SApplicationId $a.S2SApplicationId -S2SApplicationName $a.S2SApplicationName -S2SSecret $a.S2SSecret")]
    public void Every_kind_of_login_is_taken(string login)
    {
        boxes.Reset();
        Assert.Single(_session.Get($"Get-PbxInfo $a {login}"));
        Assert.Single(_session.Get($"Get-PbxInfo $a.Uri {login} -CertificateFingerprint $a.CertificateFingerprint")); // the same by address alone
        Assert.Single(_session.Get($"$null = Set-PbxUserLicense $a -Extension 103 -LicenseType essential {login}; Get-PbxUser $a -Extension 103 {login}"));
    }

    [Theory]
    [InlineData("Get-PbxInfo $a -Token $b.Token", "WmpAuthenticationFailed")]
    [InlineData("Get-PbxInfo $a -S2SApplicationId $b.S2SApplicationId -S2SApplicationName $b.S2SApplicationName -S2SSecret $b.S2SSecret", "WmpAuthenticationFailed")]
    [InlineData("Get-PbxInfo $a -Credential ([pscredential]::new('admin', $b.AdminPassword))", "WmpAuthenticationFailed")]
    [InlineData("Get-PbxInfo $a.Uri -Token $a.Token", "WmpCertificateRejected")]
    [InlineData("Get-PbxInfo $a -CertificateFingerprint $b.CertificateFingerprint", "WmpCertificateRejected")]
    [InlineData("Get-PbxInfo $a -CertificateFingerprint ab", "WmpFingerprintInvalid")]
    [InlineData("Get-PbxInfo pbx_0123456789abcdef", "WmpUriInvalid")]
    [InlineData("Get-PbxInfo 'not a host'", "WmpUriInvalid")]
    [InlineData("Get-PbxInfo http://192.0.2.1 -Token $a.Token", "WmpInsecureTransport")]
    [InlineData("Get-PbxInfo ''", "WmpValidation")]
    [InlineData("Get-PbxInfo", "WmpValidation")]
    [InlineData("Get-PbxInfo @('a', 'b')", "WmpValidation")]
    [InlineData("Get-PbxInfo $a -S2SApplicationId x", "WmpValidation")]
    [InlineData("Get-PbxInfo $a -Token $a.Token -TokenFile x", "WmpValidation")]
    [InlineData("Get-PbxInfo $a -FieldMap /no/such/file.json", "WmpFieldMapInvalid")]
    [InlineData("Get-PbxInfo $a.Uri -TokenFile /no/such/file", "WmpTokenFileUnreadable")]
    [InlineData("Get-PbxInfo $a.Uri -CertificateFingerprint $a.CertificateFingerprint", "WmpAuthenticationFailed")]
    public void Bad_input_is_a_typed_error(string command, string id)
    {
        boxes.Reset();
        var outcome = _session.Run($"try {{ {command} -MaximumRetryCount 0 }} catch {{ $_.FullyQualifiedErrorId }}");
        Assert.Equal(id, outcome.Errors.Count > 0 ? outcome.ErrorIds.Single() : Assert.Single(outcome.Output).ToString()!.Split(',')[0]);
    }

    [Theory]
    [InlineData("ServerError", "WmpPbxFailed")]
    [InlineData("ErrorInSuccess", "WmpPbxRefused")]
    [InlineData("NotJson", "WmpUnexpectedAnswer")]
    public void A_box_that_misbehaves_is_a_typed_error_and_the_next_one_answers(string behavior, string id)
    {
        boxes.Reset();
        var outcome = _session.Run($"$null = $a | Start-WmpSandboxPbx -Behavior {behavior}; $a, $b | Get-PbxInfo -MaximumRetryCount 0");
        Assert.Equal([id], outcome.ErrorIds);
        Assert.Equal(boxes.Second, Assert.Single(outcome.Output).Text("Name"));
        Assert.Equal(1, new System.Management.Automation.PSObject(outcome.Error.Exception).Prop("InputIndex"));
    }

    [Fact]
    public void A_company_key_without_the_scope_and_on_an_old_WMS_is_told()
    {
        boxes.Reset();
        var partly = Assert.Single(_session.Get("$null = $a | Start-WmpSandboxPbx -Behavior ScopeMissing; Get-PbxInfo $a -Token $a.CompanyKey"));
        Assert.Equal(2, ((IReadOnlyList<string>)partly.Prop("Unavailable")!).Count);
        Assert.Equal(["WmpAccessDenied"], _session.Run("Get-PbxUser $a -Token $a.CompanyKey").ErrorIds);
        _session.Get($"$null = Set-WmpSandboxPbx {boxes.Second} -WmsVersion 7.08.1.1");
        Assert.Equal(["WmpAuthenticationFailed"], _session.Run("Get-PbxInfo $b -Token $b.CompanyKey").ErrorIds);
        _session.Get($"$null = Set-WmpSandboxPbx {boxes.Second} -WmsVersion 7.09.1.1");
    }

    [Fact]
    public void Rows_of_a_file_name_their_boxes_and_unknown_columns_are_told()
    {
        boxes.Reset();
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Plain((SecureString)_session.Get("$a.Token")[0].BaseObject) + "\n");
        _session.Set("file", path);
        var outcome = _session.Run("[pscustomobject]@{ Uri = \"$($a.Uri)\"; TokenFile = $file; CertificateFingerprint = $a.CertificateFingerprint; Colour = 'red' }, [pscustomobject]@{ Uri = ''; HostName = ' '; TokenFile = '' } | Get-PbxInfo");
        File.Delete(path);
        Assert.Single(outcome.Output);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Contains("Colour", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_hundred_boxes_of_which_twenty_hang_are_180_answers_and_20_typed_errors()
    {
        using var portal = new PortalSession();
        BoxSession.SayWhichSandbox(portal);
        var names = portal.NewPbxs(200, "-Platform Virtual -Term Yearly -UcEssential 1");
        portal.Session.Get("$boxes = @($input | Start-WmpSandboxPbx -UserCount 0); $null = $boxes[0..19] | Start-WmpSandboxPbx -Behavior Hang", names);
        var outcome = portal.Session.Run("$boxes | Get-PbxInfo -Part Version -ThrottleLimit 32 -TimeoutSec 20");
        Assert.Equal(names[20..].Order(), outcome.Output.Select(info => info.Text("Name")).Order());
        Assert.Equal(20, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.Equal("WildixPbx.TimeoutException", error.Exception.GetType().FullName));
        Assert.Equal(Enumerable.Range(1, 20), outcome.Errors.Select(error => (int)new System.Management.Automation.PSObject(error.Exception).Prop("InputIndex")!).Order());
    }

    [Fact]
    public void No_secret_of_a_box_is_in_any_stream()
    {
        boxes.Reset();
        var outcome = _session.Run("""
            $DebugPreference = $VerbosePreference = 'Continue'
            $null = $a | Start-WmpSandboxPbx -UserCount 3
            Get-WmpSandboxPbx | Out-Null
            Get-PbxUser $a -Credential ([pscredential]::new('admin', $a.AdminPassword))
            Get-PbxInfo $a -S2SApplicationId $a.S2SApplicationId -S2SApplicationName $a.S2SApplicationName -S2SSecret $a.S2SSecret
            Get-PbxInfo $a -Token $b.Token -ErrorAction SilentlyContinue
            """);
        var text = string.Join('\n', [.. outcome.Verbose, .. outcome.Debug, .. outcome.Warnings, .. outcome.Errors.Select(error => error + error.Exception.ToString())]);
        Assert.Contains("PBX/Colleagues", text, StringComparison.Ordinal);
        foreach (var secret in (string[])["$a.Token", "$b.Token", "$a.CompanyKey", "$a.AdminPassword", "$a.S2SSecret"])
            Assert.DoesNotContain(Plain((SecureString)_session.Get(secret)[0].BaseObject), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_the_pipeline_ends_the_wait_for_a_box_that_hangs()
    {
        using var server = new TinyServer(null);
        using var shell = System.Management.Automation.PowerShell.Create(_session.Runspace);
        shell.AddScript($"Get-PbxInfo {server.Uri} -Token $a.Token -TimeoutSec 3600");
        var run = shell.InvokeAsync();
        while (server.Heads.Count == 0) await Task.Delay(10, TestContext.Current.CancellationToken); // the request has arrived
        await shell.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<System.Management.Automation.PipelineStoppedException>(() => run);
    }

    [Fact]
    public void A_simulator_that_is_shut_down_is_gone_and_one_that_is_not_up_is_told()
    {
        using var own = new BoxSession();
        own.Session.Get("$a | Stop-WmpSandboxPbx");
        Assert.Equal([own.Second], own.Session.Get("Get-WmpSandboxPbx").Select(box => box.Text("Pbx")));
        Assert.Equal(["WmpPbxUnreachable"], own.Session.Run("$a | Get-PbxInfo -MaximumRetryCount 0").ErrorIds);
        Assert.Equal(["WmpNotFound", "WmpNotFound", "WmpNotFound"], own.Session.Run($"$a | Stop-WmpSandboxPbx; Get-WmpSandboxPbx {own.First}; Start-WmpSandboxPbx no-such-pbx").ErrorIds);
        Assert.Equal(own.First, Assert.Single(own.Session.Get("$a | Start-WmpSandboxPbx | Get-PbxInfo")).Text("Name")); // users and logins stayed
    }

    static string Plain(SecureString secret) => new NetworkCredential("", secret).Password;
}
