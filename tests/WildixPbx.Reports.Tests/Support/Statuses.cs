using System.Management.Automation;

namespace WildixPbx.Tests.Support;

/// <summary>A session that makes statuses of the licence check, as Get-LicenseCheckStatus gives them.</summary>
public sealed class Statuses : IDisposable
{
    /// <summary>The moment that is judged.</summary>
    public const string AsOf = "2026-11-24T07:00:00Z";

    // Facts in, statuses out, by the module's own judgement; hours is the age of the last renewal, none for no renewal.
    const string Functions = """
        $asOf = [DateTimeOffset]'2026-11-24T07:00:00Z'
        function New-Status($Customer, $Pbx, $Platform = 'Virtual', $Licensing = 'PerUser', $Hours, $Version = '4.03.44693.48', $Term = 'Yearly', $Expires = 100, $AsOf = $asOf) {
            $facts = [WildixPbx.LicenseCheckFacts] @{
                Customer = $Customer; Pbx = $Pbx; PbxId = "pbx_$Pbx"; Serial = "S-$Pbx"; Platform = $Platform; Licensing = $Licensing; Term = $Term; Source = 'Portal'
                WmsVersion = if ($Version) { [WildixPbx.WmsVersion]::Parse($Version) }
                LastRenewal = if ($null -ne $Hours) { $AsOf.AddHours(-$Hours) }
                ExpiresOn = if ($null -ne $Expires) { $AsOf.AddDays($Expires) }
            }
            [WildixPbx.LicenseCheck]::StatusOf($facts, $AsOf)
        }
        # One of each state, of two customers.
        function New-Estate {
            New-Status 'Rossi S.p.A.' rossi-milano -Hours 5
            New-Status 'Rossi S.p.A.' rossi-roma -Hours 100 -Version 3.85.1
            New-Status 'Rossi S.p.A.' rossi-cloud Cloud
            New-Status 'Kvist AS' kvist-bergen Hardware -Hours 400
            New-Status 'Kvist AS' kvist-oslo Hardware PerService -Hours 400
            New-Status 'Kvist AS' kvist-moss
        }
        # One that agrees with its box, one whose box says otherwise, one whose box is silent.
        function New-Asked {
            foreach ($name in 'agrees', 'differs', 'silent') {
                $facts = [WildixPbx.LicenseCheckFacts] @{
                    Customer = 'Rossi S.p.A.'; Pbx = $name; Serial = "S-$name"; Platform = 'Virtual'; Licensing = 'PerUser'; Source = 'Portal'
                    WmsVersion = [WildixPbx.WmsVersion]::Parse('4.03.44693.48'); LastRenewal = $asOf.AddHours(-5)
                }
                $box = [WildixPbx.LicenseCheckBox] @{ Answer = 'Told'; WmsVersion = $facts.WmsVersion; LastRenewal = $facts.LastRenewal; State = '=ev"il' }
                if ($name -eq 'differs') { $box = [WildixPbx.LicenseCheckBox] @{ Answer = 'Told'; Serial = 'S-differs'; LastRenewal = $asOf.AddDays(-20) } }
                if ($name -eq 'silent') { $box = [WildixPbx.LicenseCheckBox]::Silent("no <answer>`nat $([char]1) all") }
                [WildixPbx.LicenseCheck]::StatusOf($box.Complete($facts, $asOf), $asOf)
            }
        }
        # One whose box tells no renewal, one whose box tells none and says otherwise; each has a word for its licence.
        function New-Undated($Word = 'half <b>blocked</b>') {
            foreach ($name in 'undated', 'both') {
                $facts = [WildixPbx.LicenseCheckFacts] @{
                    Customer = 'Rossi S.p.A.'; Pbx = $name; Serial = "S-$name"; Platform = 'Virtual'; Licensing = 'PerUser'; Source = 'Portal'
                    WmsVersion = [WildixPbx.WmsVersion]::Parse('4.03.44693.48'); LastRenewal = $asOf.AddHours(-5)
                }
                $box = [WildixPbx.LicenseCheckBox] @{ Answer = 'Told'; State = $Word; WmsVersion = [WildixPbx.WmsVersion]::Parse($(if ($name -eq 'both') { '6.06.1.1' } else { '4.03.44693.48' })) }
                [WildixPbx.LicenseCheck]::StatusOf($box.Complete($facts, $asOf), $asOf)
            }
        }
        # Any number, all states and terms, the same each time.
        function New-LargeEstate([int] $Count) {
            for ($i = 0; $i -lt $Count; $i++) {
                $hours = switch ($i % 23) { 3 { 60 + $i % 270 } 7 { 340 + $i % 500 } 11 { $null } default { $i % 30 } }
                New-Status "Customer $([int][Math]::Floor($i / 4))" "pbx-$i" $('Virtual', 'Hardware', 'Cloud', 'Virtual', 'Hardware')[$i % 5] $(if ($i % 9 -eq 2) { 'PerService' } else { 'PerUser' }) $hours 4.03.44693.48 Yearly ($i % 365)
            }
        }
        """;

    readonly string _folder = Directory.CreateTempSubdirectory("wildixpbx-reports-").FullName;

    public Statuses()
    {
        Session = new ModuleSession();
        Session.Get(". { " + Functions + " }");
        Session.Set("folder", _folder);
    }

    public ModuleSession Session { get; }

    /// <summary>A path in the folder of this test.</summary>
    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>What is in the folder, by name.</summary>
    public string[] Files() => [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>Exports what a script gives to a file of the folder, and answers with its text.</summary>
    public string Export(string script, string name, string parameters = "", IReadOnlyList<PSObject>? rows = null)
    {
        Session.Set("rows", rows?.ToArray());
        Session.Get($"& {{ {script} }} | Export-WmpLicenseCheckReport -Path '{At(name)}' {parameters}");
        return File.ReadAllText(At(name));
    }

    /// <summary>The count of statuses in a state.</summary>
    public static int In(IEnumerable<PSObject> statuses, string state) => statuses.Count(status => status.Text("State") == state);

    public void Dispose()
    {
        Session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
