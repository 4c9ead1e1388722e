using System.Net;
using System.Text;
using System.Text.Json;
using WildixPbx.Engine.Redaction;

namespace WildixPbx.Tests;

public sealed class RedactorTests
{
    readonly Redactor _redactor = new();

    [Theory]
    [InlineData("Authorization: Bearer abc", "Authorization: Bearer ***")]
    [InlineData("authorization: Basic dXNlcjpwYXNz, next", "authorization: Basic ***, next")]
    [InlineData("Proxy-Authorization: xyz", "Proxy-Authorization: ***")]
    [InlineData("{\"Authorization\":\"Bearer abc\",\"a\":1}", "{\"Authorization\":\"Bearer ***\",\"a\":1}")]
    [InlineData("X-Api-Key: 12345", "X-Api-Key: ***")]
    [InlineData("sent bearer abcdefgh12345678 there", "sent bearer *** there")]
    [InlineData("{\"password\": \"a\\\"b\", \"name\": \"x\"}", "{\"password\": \"***\", \"name\": \"x\"}")]
    [InlineData("{\"accessToken\":\"t\",\"clientSecret\":\"s\",\"activationKey\":\"k\",\"apiKeys\":[\"a\",\"b\"]}", "{\"accessToken\":\"***\",\"clientSecret\":\"***\",\"activationKey\":\"***\",\"apiKeys\":\"***\"}")]
    [InlineData("{\"pin_token\": 1234, \"n\": 5}", "{\"pin_token\": \"***\", \"n\": 5}")]
    [InlineData("{\"secret\":{\"a\":\"b\"},\"c\":1}", "{\"secret\":\"***\",\"c\":1}")]
    [InlineData("{\"before\":\"{\\\"password\\\":\\\"abc\\\",\\\"n\\\":1}\"}", "{\"before\":\"{\\\"password\\\":\\\"***\\\",\\\"n\\\":1}\"}")]
    [InlineData("/api?token=abc&name=x", "/api?token=***&name=x")]
    [InlineData("/api?name=x&api_key=abc#f", "/api?name=x&api_key=***#f")]
    [InlineData("http://user:pass@proxy:3128/", "http://user:***@proxy:3128/")]
    public void What_stands_where_secrets_stand_is_taken_out(string text, string expected) => Assert.Equal(expected, _redactor.Redact(text));

    [Theory]
    [InlineData("{\"idempotencyKey\":\"5b0c2a5e\",\"keyboard\":\"de\"}")]
    [InlineData("/api/v1/audit-events?idempotencyKey=5b0c2a5e")]
    [InlineData("Idempotency-Key: 5b0c2a5e")]
    [InlineData("A bearer token is needed.")]
    [InlineData("GET /api/v1/pbxs 200 12 ms, attempt 1, request req-1")]
    [InlineData("")]
    public void What_is_no_secret_stays_the_very_same_text(string text) => Assert.Same(text, _redactor.Redact(text));

    [Fact]
    public void The_factory_password_that_the_guide_prints_blanks_out_every_host_name()
    {
        _redactor.Register("wildix");
        Assert.Equal("https://acme-hq.wildixin.com", _redactor.Redact("https://acme-hq.wildixin.com"));
    }

    [Fact]
    public void A_registered_secret_is_found_in_every_form_that_a_far_end_may_echo()
    {
        const string Secret = "pä\"ss <w>/+&ord=";
        _redactor.Register(Secret);
        string[] forms =
        [
            Secret,
            Uri.EscapeDataString(Secret),
            Uri.EscapeDataString(Secret).ToLowerInvariant(),
            WebUtility.UrlEncode(Secret),
            WebUtility.HtmlEncode(Secret),
            JsonEncodedText.Encode(Secret).ToString(),
            JsonSerializer.Serialize(Secret).Trim('"'),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        ];
        Assert.All(forms, form => Assert.Equal("a *** b *** c", _redactor.Redact($"a {form} b {form} c")));
    }

    [Fact]
    public void Of_two_secrets_where_one_is_part_of_the_other_nothing_of_the_longer_is_left()
    {
        _redactor.Register("secret-12");
        _redactor.Register("secret-12-and-more");
        Assert.Equal("*** ***", _redactor.Redact("secret-12-and-more secret-12"));
    }

    [Fact]
    public void What_is_too_short_to_be_a_secret_does_not_blank_out_words()
    {
        _redactor.Register("abc");
        Assert.Equal("abcdef", _redactor.Redact("abcdef"));
    }

    [Fact]
    public void A_secret_at_the_cut_of_a_body_leaves_no_half()
    {
        _redactor.Register("canary-0123456789");
        var shown = _redactor.Beginning(Encoding.UTF8.GetBytes(new string('x', 195) + "canary-0123456789" + new string('y', 100)));
        Assert.DoesNotContain("cana", shown, StringComparison.Ordinal);
        Assert.True(shown.Length < 210);
    }

    [Fact]
    public void An_exception_with_a_secret_is_replaced_and_one_without_is_kept()
    {
        _redactor.Register("canary-0123456789");
        var clean = new IOException("nothing here");
        Assert.Same(clean, _redactor.Safe(clean));
        var replaced = _redactor.Safe(new IOException("outer", new IOException("canary-0123456789")));
        Assert.DoesNotContain("canary", replaced!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_can_be_registered_while_others_redact()
    {
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var count = 0; count < 200; count++) _redactor.Register($"secret-{writer}-{count}-");
        }));
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var count = 0; count < 200; count++) _redactor.Redact("nothing");
        }));
        await Task.WhenAll(writers.Concat(readers));
        Assert.Equal("******", _redactor.Redact("secret-0-0-secret-3-199-"));
    }
}
