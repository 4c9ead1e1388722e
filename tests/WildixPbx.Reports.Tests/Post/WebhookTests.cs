using System.Text.Json;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Post;

/// <summary>What a webhook gets, and what becomes of its answer.</summary>
public sealed class WebhookTests : IDisposable
{
    readonly Statuses _statuses = new();

    public static TheoryData<string> Templates => [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples", "webhooks"), "*.json").Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void Without_a_template_a_text_is_posted_that_says_what_matters()
    {
        using var webhook = new WebhookServer();
        var outcome = _statuses.Send("New-Estate", $"-Webhook {webhook.Uri} -Title 'Night check'");
        Assert.Equal([$"127.0.0.1:{webhook.Port}: Sent"], outcome.Told());
        var (path, type, body) = Assert.Single(webhook.Posts);
        Assert.EndsWith(WebhookServer.Secret, path, StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", type);
        Assert.Equal(
            "Night check\n1 PBX makes emergency calls only, 1 PBX will, unless it renews in time, and 2 PBXs need a look.\n- Kvist AS / kvist-bergen: Emergency calls only\n- Rossi S.p.A. / rossi-roma: Grace period, 10 days left\n- Kvist AS / kvist-oslo: Not renewed (per service)\n- Kvist AS / kvist-moss: Unknown",
            (string?)JsonNode.Parse(body)!["text"]);
    }

    [Theory, MemberData(nameof(Templates))]
    public void A_template_of_the_examples_that_breaks_at_an_empty_or_a_nasty_estate_is_found(string template)
    {
        using var webhook = new WebhookServer();
        _statuses.Session.Set("name", "a\"b\\c\r\n<!channel> @everyone [x](https://evil.example.com) {{title}} 😀");
        foreach (var estate in (string[])["New-Estate", "@()", "New-Status $name $name -Hours 100", "New-LargeEstate 400"])
            Assert.Empty(_statuses.Send(estate, $"-AllowEmpty -Webhook {webhook.Uri} -WebhookTemplate '{Path.Combine(Repository.Root, "examples", "webhooks", template)}'").Errors);
        Assert.Equal(4, webhook.Posts.Count);
        foreach (var post in webhook.Posts)
        {
            using var document = JsonDocument.Parse(post.Body);
            Assert.All(Texts(document.RootElement), text => Assert.InRange(text.Length, 1, 3000)); // an empty or a longer text is refused by Slack
            Assert.DoesNotContain("<!channel>", string.Concat(Texts(document.RootElement)), StringComparison.Ordinal);
            Assert.DoesNotContain("](", string.Concat(Texts(document.RootElement)), StringComparison.Ordinal);
            Assert.DoesNotContain("://evil", string.Concat(Texts(document.RootElement)), StringComparison.Ordinal);
            Assert.DoesNotContain("@everyone", string.Concat(Texts(document.RootElement)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{ "text": "{{tilte}}" }""", "has the placeholder {{tilte}}, which is not known")]
    [InlineData("""{ "text": {{title}} }""", "makes no JSON")]
    [InlineData("", "makes no JSON")]
    public void A_template_that_can_t_be_filled_ends_before_anything_is_read(string template, string text)
    {
        File.WriteAllText(_statuses.At("template.json"), template);
        var error = _statuses.Session.End($"New-Estate | Send-WmpLicenseCheckReport -Webhook http://127.0.0.1:9 -WebhookTemplate '{_statuses.At("template.json")}'");
        Assert.StartsWith("WmpWebhookTemplateInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_500_is_a_typed_error_that_shows_the_beginning_of_the_body_and_never_the_address()
    {
        using var webhook = new WebhookServer(500, $"no such hook: /services/T0AAAAAAA/B0BBBBBBB/{WebhookServer.Secret} " + new string('x', 100_000));
        var outcome = _statuses.Send("New-Estate", $"-Webhook {webhook.Uri} -Quiet 1.00:00:00 -Verbose -Debug");
        Assert.Equal(["WmpWebhookFailed"], outcome.ErrorIds);
        Assert.Equal(500, outcome.Error.Exception.GetType().GetProperty("StatusCode")!.GetValue(outcome.Error.Exception));
        Assert.Contains("answered 500 Internal Server Error: no such hook: ", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.InRange(outcome.Error.Exception.Message.Length, 1, 400);
        Assert.Contains("try again in some minutes", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal); // and no template is blamed
        Assert.DoesNotContain(WebhookServer.Secret, outcome.Everything(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(outcome.Output);

        // What failed was told to nobody: the next run tells it.
        using var mended = new WebhookServer();
        Assert.Equal("Sent", Assert.Single(_statuses.Send("New-Estate", $"-Webhook {mended.Uri} -Quiet 1.00:00:00").Output).Text("Outcome"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{1}")]
    [InlineData("no hook T0AAAAAAA here")]
    [InlineData("and no channel b0bbbbbbb, of services")]
    public void An_answer_that_repeats_a_part_of_the_address_is_quoted_without_it(string answer)
    {
        var path = $"/services/T0AAAAAAA/B0BBBBBBB/{WebhookServer.Secret}";
        using var webhook = new WebhookServer(400, answer.Replace("{0}", path, StringComparison.Ordinal).Replace("{1}", path.Replace("/", "\\/", StringComparison.Ordinal), StringComparison.Ordinal));
        var outcome = _statuses.Send("New-Estate", $"-Webhook {webhook.Uri} -Verbose");
        Assert.Contains("***", outcome.Error.Exception.Message, StringComparison.Ordinal);
        foreach (var part in (string[])["T0AAAAAAA", "B0BBBBBBB", WebhookServer.Secret])
            Assert.DoesNotContain(part, outcome.Everything(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_redirect_that_is_followed_is_found()
    {
        using var webhook = new WebhookServer(307);
        var outcome = _statuses.Send("New-Estate", $"-Webhook {webhook.Uri}");
        Assert.Equal(["WmpWebhookFailed"], outcome.ErrorIds);
        Assert.Contains("Check the address", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal); // no template and no waiting helps
        Assert.Single(webhook.Posts);
    }

    [Fact]
    public void A_name_or_a_title_that_is_a_link_or_calls_everybody_is_found()
    {
        using var webhook = new WebhookServer();
        Assert.Empty(_statuses.Send("New-Status '@everyone' 'https://evil.example/x' -Hours 400", $"-Webhook {webhook.Uri} -Title 'see http://evil.example, @here'").Errors);
        var text = (string?)JsonNode.Parse(Assert.Single(webhook.Posts).Body)!["text"];
        Assert.StartsWith("see http:\u200B//evil.example, @\u200Bhere\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n- @\u200Beveryone / https:\u200B//evil.example/x: Emergency calls only", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_that_is_silent_or_not_there_is_a_typed_error()
    {
        using var silent = new TinyServer(null);
        Assert.Equal(["WmpTimeout"], _statuses.Send("New-Estate", $"-Webhook {silent.Uri} -Timeout 1").ErrorIds);
        Assert.Equal(["WmpWebhookFailed"], _statuses.Send("New-Estate", $"-Webhook {TinyServer.Nobody()}").ErrorIds);
    }

    [Theory]
    [InlineData("http://hooks.example.com/services/T/B/x", "WmpInsecureTransport")]
    [InlineData("ftp://hooks.example.com/x", "WmpValidation")]
    [InlineData("hooks", "WmpValidation")]
    public void An_address_on_which_its_secret_could_be_read_is_refused(string uri, string id)
        => Assert.StartsWith(id + ",", _statuses.Session.End($"New-Estate | Send-WmpLicenseCheckReport -Webhook {uri}").FullyQualifiedErrorId, StringComparison.Ordinal);

    public void Dispose() => _statuses.Dispose();

    static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
