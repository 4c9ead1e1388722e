using System.Globalization;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Rules;

/// <summary>A change as it goes over the wire.</summary>
sealed record WireChange(string Method, string Path, JsonObject? Body = null);

/// <summary>Brings a sandbox into the state that a case of tests/rules describes, and writes its change as a request.</summary>
sealed class RuleStage(SandboxProcess sandbox, IReadOnlyDictionary<string, string> cells)
{
    readonly PortalClient _partner = sandbox.Partner;

    string this[string column] => cells.TryGetValue(column, out var cell) ? cell : "";

    public Task<WireChange> SetAsync(string file) => file switch
    {
        "create" => CreateAsync(),
        "licenses" => LicensesAsync(),
        "term" => TermAsync(),
        "storage" => StorageAsync(),
        "ssh" => SshAsync(),
        "sharing" => new SharingStage(sandbox, this["client"], this["server"], this["same customer"] == "yes").SetAsync(),
        "key" => KeyAsync(),
        "rename" => RenameAsync(),
        "move" => MoveAsync(),
        "migration" => MigrationAsync(),
        _ => throw new InvalidOperationException(file),
    };

    async Task<WireChange> CreateAsync()
    {
        var customer = await CustomerAsync(this["contact"]);
        if (this["other licensed"] == "yes") await sandbox.NewOtherLicensedAsync(customer);
        if (this["name taken"] == "yes") await _partner.NewPbxAsync(new { name = this["name"] });
        if (this["boxes"].Length > 0) await sandbox.SetBoxesAsync(Number("boxes"));
        var body = Estate.PbxBody(customer, new { platform = this["platform"], term = this["term"], licenses = Counts("counts") });
        if (this["name"].Length > 0) body["name"] = this["name"];
        if (this["model"].Length > 0) body["model"] = this["model"];
        if (this["region"].Length > 0) body["region"] = this["region"];
        if (this["licensing"].Length > 0) body["licensing"] = this["licensing"];
        if (this["storage"].Length > 0) body["storageGB"] = Number("storage");
        return new("POST", "pbxs", AtMost(body));
    }

    async Task<WireChange> LicensesAsync()
        => new("PATCH", $"pbxs/{await LicensedAsync()}/licenses", AtMost(new JsonObject { ["licenses"] = Counts("asks") }));

    async Task<WireChange> TermAsync()
        => new("PATCH", $"pbxs/{await LicensedAsync()}/term", AtMost(new JsonObject { ["term"] = this["new term"], ["licenses"] = Counts("asks") }));

    async Task<WireChange> StorageAsync()
    {
        var pbx = await sandbox.NewPbxOfAsync(await CustomerAsync(), this["platform"], this["term"], storage: this["has"].Length > 0 ? Number("has") : null);
        if (this["scheduled"].Length > 0) (await _partner.PatchAsync($"pbxs/{pbx.Id()}/storage", new { storageGB = Number("scheduled") })).Expect(200);
        return new("PATCH", $"pbxs/{pbx.Id()}/storage", AtMost(new JsonObject { ["storageGB"] = Number("asks") }));
    }

    async Task<WireChange> SshAsync()
    {
        var pbx = await sandbox.NewPbxOfAsync(await CustomerAsync(), this["platform"], "Yearly");
        if (this["open for"].Length > 0)
        {
            var open = new JsonObject { ["open"] = true };
            if (this["closes after"].Length > 0) open["durationSeconds"] = (long)TimeSpan.Parse(this["closes after"], CultureInfo.InvariantCulture).TotalSeconds;
            var opened = (DateTimeOffset)(await _partner.PatchAsync($"pbxs/{pbx.Id()}/ssh", open)).Expect(200)["resource"]["sshOpenedOn"]!;
            await sandbox.MoveClockAsync(opened + TimeSpan.Parse(this["open for"], CultureInfo.InvariantCulture));
        }

        return new("PATCH", $"pbxs/{pbx.Id()}/ssh", new JsonObject { ["open"] = this["asks"] == "Open" });
    }

    async Task<WireChange> KeyAsync() => new("GET", $"pbxs/{(await sandbox.NewPbxOfAsync(await CustomerAsync(), this["platform"], this["term"])).Id()}/key");

    async Task<WireChange> RenameAsync()
    {
        if (this["name taken"] == "yes") await _partner.NewPbxAsync(new { name = this["asks"] });
        var pbx = await _partner.NewPbxAsync(new { name = this["name"] });
        return new("PATCH", $"pbxs/{pbx.Id()}", new JsonObject { ["name"] = this["asks"] });
    }

    async Task<WireChange> MoveAsync()
    {
        var old = await CustomerAsync(this["same customer"] == "yes" ? "yes" : "");
        var pbx = await sandbox.NewPbxOfAsync(old, "Virtual", "Yearly", Counts("has"));
        if (this["same customer"] == "yes" && this["new contact"] == "removed") await RemoveContactAsync(old);
        var other = this["same customer"] == "yes" ? old : await CustomerAsync(this["new contact"]);
        if (this["new other licensed"] == "yes") await sandbox.NewOtherLicensedAsync(other);
        return new("PUT", $"pbxs/{pbx.Id()}/customer", new JsonObject { ["customer"] = other });
    }

    async Task<WireChange> MigrationAsync()
    {
        var pbx = await sandbox.NewPbxOfAsync(await CustomerAsync(), this["platform"], this["term"], licensing: this["licensing"]);
        var told = new JsonObject();
        if (this["version"].Length > 0) told["wmsVersion"] = this["version"];
        if (this["engine"].Length > 0) told["database"] = this["engine"];
        if (this["bytes"].Length > 0) told["databaseBytes"] = long.Parse(this["bytes"], CultureInfo.InvariantCulture);
        if (told.Count > 0) (await sandbox.Manager.PatchAsync($"sandbox/pbxs/{pbx.Id()}", told)).Expect(200);
        return new("POST", $"pbxs/{pbx.Id()}/cloud-move", new JsonObject { ["region"] = "eu-west-1", ["overrides"] = new JsonArray([.. this["override"].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => (JsonNode)id)]) });
    }

    /// <summary>The PBX of a change of licences or term, with all that the case says of it.</summary>
    async Task<string> LicensedAsync()
    {
        var customer = await CustomerAsync();
        var pbx = await sandbox.NewPbxOfAsync(customer, this["platform"], this["term"], Counts("has"));
        if (this["other licensed"] == "yes") await sandbox.NewOtherLicensedAsync(customer);
        if (this["client"] == "yes") await sandbox.ShareAsync(pbx.Id(), (await sandbox.NewPbxOfAsync(customer, "Virtual", "Yearly")).Id());
        if (this["waiting"].Length > 0) (await _partner.PatchAsync($"pbxs/{pbx.Id()}/licenses", new JsonObject { ["licenses"] = Counts("waiting") })).Expect(202);
        if (this["assigned"].Length > 0) (await sandbox.Manager.PatchAsync($"sandbox/pbxs/{pbx.Id()}", new JsonObject { ["assignedUsers"] = Counts("assigned") })).Expect(200);
        if (this["when"].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var days, _, _, var time])
            await sandbox.MoveClockAsync(((DateTimeOffset)pbx["expiresOn"]!).AddDays(-int.Parse(days, CultureInfo.InvariantCulture)) + TimeSpan.Parse(time, CultureInfo.InvariantCulture));
        return pbx.Id();
    }

    async Task<string> CustomerAsync(string contact = "yes")
    {
        var customer = contact == "no" ? (await _partner.PostAsync("customers", new { name = Estate.Name("Customer") })).Expect(201)["resource"].Id() : await _partner.NewCustomerAsync();
        if (contact == "removed") await RemoveContactAsync(customer);
        return customer;
    }

    async Task RemoveContactAsync(string customer)
    {
        foreach (var contact in await _partner.AllAsync("contacts?customer=" + customer)) (await _partner.DeleteAsync($"contacts/{contact.Id()}")).Expect(200);
    }

    JsonObject AtMost(JsonObject body)
    {
        if (this["max fee"].Length > 0) body["maximumFee"] = decimal.Parse(this["max fee"], CultureInfo.InvariantCulture);
        return body;
    }

    JsonObject Counts(string column) => RuleEstate.Counts(this[column]);

    int Number(string column) => int.Parse(this[column], CultureInfo.InvariantCulture);
}
