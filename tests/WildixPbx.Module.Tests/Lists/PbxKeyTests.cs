using System.Net;
using System.Security;

namespace WildixPbx.Tests.Lists;

/// <summary>The key of a Virtual or Hardware PBX: a secret on its way.</summary>
public sealed class PbxKeyTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void A_key_in_any_stream_log_or_error_is_found()
    {
        var name = portal.NewPbx();
        var log = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl");
        try
        {
            using var session = portal.Another(connectParameters: $"-LogPath {log}");
            var outcome = session.Run($"$VerbosePreference = $DebugPreference = 'Continue'; $key = Get-WmpPbxKey {name}; $key");
            var key = Plain(Assert.Single(outcome.Output).Prop("Key")!);
            Assert.NotEmpty(key);
            // By value too: what is called like the key is hidden where nothing says that it is a secret.
            var echo = session.Run($"$null = New-WmpCustomer '{key}'; Get-WmpPbx '{key}'; Get-WmpPbxKey nobody");
            session.Get("Disconnect-Wmp");
            Assert.Contains(outcome.Debug, line => line.Contains("***", StringComparison.Ordinal));
            Assert.Contains(echo.Debug, line => line.Contains("***", StringComparison.Ordinal));
            IEnumerable<string> shown =
            [
                .. outcome.Verbose, .. outcome.Debug, .. outcome.Output.Select(item => item.ToString()), .. echo.Verbose, .. echo.Debug,
                .. echo.Errors.Select(error => error.ErrorDetails.Message), .. echo.Errors.Select(error => error.Exception.ToString()), File.ReadAllText(log),
            ];
            Assert.DoesNotContain(shown, text => text.Contains(key, StringComparison.OrdinalIgnoreCase));
        }
        finally { File.Delete(log); }
    }

    [Fact]
    public void The_key_is_the_same_each_time_another_one_for_each_PBX_and_text_only_on_request()
    {
        var names = portal.NewPbxs(2);
        var secure = portal.Session.Get("$input | Get-WmpPbxKey", names);
        Assert.All(secure, key => Assert.IsType<SecureString>(key.Prop("Key")));
        var plain = portal.Session.Get("$input | Get-WmpPbx | Get-WmpPbxKey -AsPlainText", names);
        Assert.Equal(secure.Select(key => Plain(key.Prop("Key")!)), plain.Select(key => key.Text("Key")));
        Assert.Equal(names, plain.Select(key => key.Text("Pbx")));
        Assert.NotEqual(plain[0].Text("Key"), plain[1].Text("Key"));
    }

    [Theory]
    [InlineData("Get-WmpPbxKey {0}", "KeyNotForCloud")]
    [InlineData("Get-WmpPbxKey nobody", "WmpNotFound")]
    [InlineData("Get-WmpPbxKey", "WmpValidation")]
    [InlineData("Get-WmpConnection | Get-WmpPbxKey", "WmpValidation")]
    public void A_key_that_there_is_none_of_is_an_error(string script, string id)
        => Assert.Equal([id], portal.Session.Run(string.Format(null, script, portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly"))).ErrorIds);

    static string Plain(object key) => new NetworkCredential("", (SecureString)key).Password;
}
