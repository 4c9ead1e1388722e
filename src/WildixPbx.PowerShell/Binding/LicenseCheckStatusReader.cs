using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>
/// Takes the results of Get-LicenseCheckStatus as they are, and reads them back where they went through a file, a job or
/// another machine: their properties have the same names there, and text or numbers for values.
/// </summary>
static class LicenseCheckStatusReader
{
    static readonly string[] Rules = ["LicenseCheckGrace", "LicenseCheckEmergencyOnly", "LicenseCheckClockSkew"];

    /// <summary>The status that an input is or was.</summary>
    /// <exception cref="ValidationException">It is no such object, or a value of it can't be read.</exception>
    public static LicenseCheckStatus Read(PSObject input, DateTimeOffset now)
    {
        if (input.BaseObject is LicenseCheckStatus status) return status;
        if (input.BaseObject is string || OwnTypes.IsOurs(input.BaseObject) || input.Properties["State"] is null)
            throw new ValidationException("Validation", $"'{NameText.Isolated(NameText.Line($"{input}"))}' is no status of the licence check.", "Pipe it through Get-LicenseCheckStatus first.");

        var reader = new RowReader();
        var version = Text(input, "WmsVersion");
        status = new LicenseCheckStatus
        {
            Customer = Text(input, "Customer"),
            Contact = ContactOf(input),
            Pbx = Text(input, "Pbx") ?? Text(input, "Name") ?? Text(input, "Serial") ?? reader.Required("Pbx", null, "it says which PBX it is"),
            PbxId = Text(input, "PbxId"),
            Serial = Text(input, "Serial"),
            Platform = Word<Platform>(reader, input, "Platform"),
            Model = Text(input, "Model"),
            Licensing = Word<Licensing>(reader, input, "Licensing"),
            WmsVersion = WmsVersion.TryParse(version, out var read) ? read : null,
            LicenseServer = Text(input, "LicenseServer"),
            LastRenewal = Moment(reader, input, "LastRenewal"),
            DaysSince = reader.Count("DaysSince", Text(input, "DaysSince")),
            State = StateOf(reader, input),
            DaysLeft = reader.Count("DaysLeft", Text(input, "DaysLeft")),
            EmergencyOn = Moment(reader, input, "EmergencyOn"),
            ExpiresOn = Moment(reader, input, "ExpiresOn"),
            Term = Word<Term>(reader, input, "Term"),
            Action = Text(input, "Action") ?? "",
            Findings = FindingsOf(input),
            AsOf = Moment(reader, input, "AsOf") ?? now,
            Source = Word<LicenseCheckSource>(reader, input, "Source") ?? LicenseCheckSource.Csv,
            BoxAnswer = Word<LicenseCheckBoxAnswer>(reader, input, "BoxAnswer") ?? LicenseCheckBoxAnswer.NotAsked,
            BoxProblem = Text(input, "BoxProblem"),
            BoxSerial = Text(input, "BoxSerial"),
            BoxPlatform = Word<Platform>(reader, input, "BoxPlatform"),
            BoxLicensing = Word<Licensing>(reader, input, "BoxLicensing"),
            BoxWmsVersion = WmsVersion.TryParse(Text(input, "BoxWmsVersion"), out var told) ? told : null,
            BoxState = Text(input, "BoxState"),
            BoxLastRenewal = Moment(reader, input, "BoxLastRenewal"),
            Disagrees = DisagreesOf(input),
            Disagreement = Text(input, "Disagreement") ?? "",
        };
        reader.ThrowIfBad();
        return status;
    }

    /// <summary>Where the mail of the customer goes, where the input says so.</summary>
    public static string? ContactOf(PSObject input) => LicenseCheckRow.Contacts.Select(name => Text(input, name)).FirstOrDefault(text => text is not null);

    // Read once: one that can't be read is one problem.
    static LicenseCheckState StateOf(RowReader reader, PSObject input)
        => Text(input, "State") is null ? reader.RequiredWord<LicenseCheckState>("State", null) : Word<LicenseCheckState>(reader, input, "State") ?? default;

    // A word is a number after ConvertTo-Json, and a number with another face after a job.
    static T? Word<T>(RowReader reader, PSObject input, string column) where T : struct, Enum
    {
        var value = ValueOf(input, column);
        if (value is int or long or byte or short) return Enum.IsDefined(typeof(T), Convert.ToInt32(value, CultureInfo.InvariantCulture)) ? (T)Enum.ToObject(typeof(T), value) : reader.Word<T>(column, Text(input, column));
        return reader.Word<T>(column, CellOf(value));
    }

    // After a job a moment is an object with the properties that it had.
    static DateTimeOffset? Moment(RowReader reader, PSObject input, string column)
        => input.Properties[column]?.Value is PSObject { BaseObject: PSCustomObject } parts && parts.Properties["UtcDateTime"]?.Value is DateTime utc
            ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))
            : reader.Moment(column, ValueOf(input, column))?.ToUniversalTime();

    static Finding[] FindingsOf(PSObject input)
    {
        var value = ValueOf(input, "Findings");
        var items = value is string text ? text.Split(';', ',').Select(id => (object)id.Trim()) : value is IEnumerable list ? list.Cast<object>() : [];
        return [.. items.Select(FindingOf).Where(finding => finding is not null).Select(finding => finding!)];
    }

    static string[] DisagreesOf(PSObject input)
    {
        var value = ValueOf(input, "Disagrees");
        var words = value is string text ? text.Split(';', ',') : value is IEnumerable list ? list.Cast<object?>().Select(CellOf) : [];
        return [.. words.Select(RowReader.Text).OfType<string>()];
    }

    static Finding? FindingOf(object item)
    {
        var given = PSObject.AsPSObject(item);
        if (given.BaseObject is Finding finding) return finding;
        var id = given.BaseObject as string ?? Text(given, "RuleId");
        return Rules.Contains(id) ? new Finding { RuleId = id!, Severity = Severity.Advice, Subject = Text(given, "Subject") ?? "", Message = Text(given, "Message") ?? "" } : null;
    }

    static string? Text(PSObject input, string column) => RowReader.Text(CellOf(ValueOf(input, column)));

    // A report that was written as CSV has an apostrophe before what a spreadsheet would take for a formula.
    static string? CellOf(object? value)
        => CellTextAttribute.TextOf(value) is { Length: > 1 } text && text[0] == '\'' && text.TrimStart('\'', ' ') is { Length: > 0 } rest && rest[0] is '=' or '+' or '-' or '@' ? text.Substring(1) : CellTextAttribute.TextOf(value);

    static object? ValueOf(PSObject input, string column)
    {
        try { return input.Properties[column]?.Value is PSObject { BaseObject: var inner and not PSCustomObject } ? inner : input.Properties[column]?.Value; }
        catch (GetValueException) { return null; } // a property of the user's that fails says nothing
    }
}
