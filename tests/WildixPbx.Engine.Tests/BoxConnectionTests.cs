using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WildixPbx.Boxes;
using WildixPbx.Engine;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>How boxes are reached: certificates, repetitions, signatures.</summary>
public sealed class BoxConnectionTests
{
    const string Ok = """{"type":"result","result":"Success"}""";
    const string Version = """{"type":"result","result":{"version":"7.09.1.1"}}""";

    [Fact]
    public async Task A_certificate_of_the_boxs_own_is_trusted_by_its_fingerprint_only()
    {
        using var certificate = SelfSigned.OfLocalhost();
        await using var server = new ScriptedServer(Step.Json(200, Version)) { Certificate = certificate };
        var fingerprint = Convert.ToHexString(SHA256.HashData(certificate.RawData));

        using (var pinned = new TestBox(server.Uri, settings => settings with { CertificateFingerprint = "sha256:" + string.Join(':', fingerprint.ToLowerInvariant().Chunk(2).Select(pair => new string(pair))) }))
            Assert.Equal(fingerprint, (await pinned.InfoAsync()).CertificateFingerprint);

        using (var bare = new TestBox(server.Uri, settings => settings with { MaximumRetryCount = 0 }))
        {
            var error = await Assert.ThrowsAsync<TransportException>(() => bare.InfoAsync());
            Assert.Equal("WmpCertificateRejected", error.ErrorId);
            Assert.Contains(fingerprint, error.Message, StringComparison.Ordinal); // so that it can be compared
        }

        using var other = new TestBox(server.Uri, settings => settings with { CertificateFingerprint = new string('A', 64), MaximumRetryCount = 0 });
        Assert.Equal("WmpCertificateRejected", (await Assert.ThrowsAsync<TransportException>(() => other.InfoAsync())).ErrorId);
        Assert.Single(server.Requests); // no token went out but to the pinned one
    }

    [Theory]
    [InlineData("elsewhere.example", -1, 1, "RemoteCertificateNameMismatch")]
    [InlineData("127.0.0.1", -2, -1, "NotTimeValid")] // expired yesterday
    [InlineData("127.0.0.1", 1, 2, "NotTimeValid")] // good from tomorrow on
    public async Task A_certificate_of_another_host_or_time_gets_no_login_and_the_error_says_why(string host, int from, int to, string why)
    {
        using var certificate = SelfSigned.For(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to), host);
        await using var server = new ScriptedServer(Step.Json(200, Version)) { Certificate = certificate };
        using var box = new TestBox(server.Uri, settings => settings with { Timeout = TimeSpan.FromSeconds(5) });
        var error = await Assert.ThrowsAsync<TransportException>(() => box.InfoAsync());
        Assert.Equal("WmpCertificateRejected", error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains(server.Uri.Authority, error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
        Assert.Equal(1, server.Attempts); // it will not be another one by asking again
    }

    [Fact]
    public async Task A_box_that_speaks_no_TLS_where_it_should_gets_no_login()
    {
        await using var server = new ScriptedServer(Step.NoHttp with { ReadsRequest = false });
        using var box = new TestBox(new UriBuilder(server.Uri) { Scheme = "https" }.Uri);
        Assert.Equal("WmpTlsFailed", (await Assert.ThrowsAsync<TransportException>(() => box.InfoAsync())).ErrorId);
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public void A_fingerprint_that_is_none_an_address_that_is_none_and_plain_http_are_refused_before_anything_is_sent()
    {
        Assert.Equal("WmpFingerprintInvalid", Refused(settings => settings with { CertificateFingerprint = "AB:CD" }));
        Assert.Equal("WmpInsecureTransport", Refused(settings => settings with { Uri = new Uri("http://box.example") }));
        Assert.Equal("WmpUriInvalid", Refused(settings => settings with { Uri = new Uri("https://admin:x@box.example") }));
        Assert.Equal("WmpTokenInvalid", Refused(settings => settings with { Credential = new BearerCredential(TestPortal.Secret("two words")) }));

        static string Refused(Func<BoxSettings, BoxSettings> with)
            => Assert.ThrowsAny<WildixPbxException>(() => new TestBox(new Uri("https://box.example"), with)).ErrorId;
    }

    [Fact]
    public async Task A_read_is_repeated_and_so_is_a_licence_type_since_it_is_absolute()
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading, Step.Json(503, ""), Step.Json(200, Ok));
        using var box = new TestBox(server.Uri);
        await box.Box.SetLicenseTypeAsync("67", "business", box.Call());
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(("PUT", "/api/v1/PBX/Colleagues/67/", """{"licenseType":"business"}"""), (request.Method, request.Target, request.Body)));
    }

    [Fact]
    public async Task An_upgrade_whose_answer_is_lost_is_not_sent_twice()
    {
        await using var server = new ScriptedServer(Step.ResetAfterReading, Step.Json(200, Ok));
        using var box = new TestBox(server.Uri);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => box.Box.StartUpgradeAsync(null, box.Call()));
        Assert.Equal("""{"version":""}""", server.Requests.Single().Body);
    }

    [Fact]
    public async Task A_box_that_does_not_answer_is_waited_for_once()
    {
        await using var server = new ScriptedServer(Step.Silence);
        using var box = new TestBox(server.Uri, settings => settings with { Timeout = TimeSpan.FromMilliseconds(300), MaximumRetryCount = 5 });
        Assert.Equal("WmpTimeout", (await Assert.ThrowsAsync<TimeoutException>(() => box.InfoAsync())).ErrorId);
        Assert.Equal(1, server.Attempts);
    }

    [Fact]
    public async Task A_change_that_is_answered_with_a_plain_word_is_a_success_and_with_a_page_is_not()
    {
        await using var server = new ScriptedServer(Step.Body(200, "text/plain", "OK"), Step.Html(200));
        using var box = new TestBox(server.Uri);
        await box.Box.SetLicenseTypeAsync("1", "basic", box.Call());
        await Assert.ThrowsAsync<TransportException>(() => box.Box.SetLicenseTypeAsync("1", "basic", box.Call()));
    }

    [Fact]
    public async Task A_signed_request_carries_what_was_signed_and_not_the_secret()
    {
        const string secret = "s2s-canary-Secret.0123456789";
        await using var server = new ScriptedServer(Step.Json(200, Ok));
        using var box = new TestBox(server.Uri, settings => settings with { Credential = new S2SCredential("app-1", "tests", TestPortal.Secret(secret)) });
        await box.Box.SetLicenseTypeAsync("67", "business", box.Call());

        var request = server.Requests.Single();
        Assert.Equal("127.0.0.1", request.Header("Host")); // without the port, as it is signed
        Assert.Equal("app-1", request.Header("X-APP-ID"));
        var parts = request.Header("Authorization")!["Bearer ".Length..].Split('.');
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        Assert.Equal(parts[2], System.Buffers.Text.Base64Url.EncodeToString(mac.ComputeHash(Encoding.UTF8.GetBytes(parts[0] + "." + parts[1]))));

        // By hand, as section 5.3 of what is known of WMS has it.
        var canonical = $"PUT/api/v1/PBX/Colleagues/67/content-type:{request.Header("Content-Type")};host:127.0.0.1;x-app-id:app-1;licensetype:business;";
        using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), claims.RootElement.GetProperty("sign").GetProperty("hash").GetString());
        Assert.DoesNotContain(secret, request.Head + string.Concat(box.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_map_that_can_not_be_read_is_a_typed_error_and_one_that_can_is_taken()
    {
        var engine = new EngineFactory();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{ \"version\": \"release\", // ours\n \"wordsRunning\": [\"busy\"], }");
            var fields = engine.ReadBoxFields(path);
            Assert.Equal("1.2", fields.Text(new Dictionary<string, object?> { ["release"] = "1.2" }, "version"));
            Assert.Equal(UpgradeStage.Running, fields.Stage("Busy"));
            foreach (var bad in (string[])["{", "[]", """{"nonsense":"x"}""", """{"version":[]}""", """{"version":[1]}"""])
            {
                File.WriteAllText(path, bad);
                Assert.Equal("WmpFieldMapInvalid", Assert.Throws<ValidationException>(() => engine.ReadBoxFields(path)).ErrorId);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }
}
