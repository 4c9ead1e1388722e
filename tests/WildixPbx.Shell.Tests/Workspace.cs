namespace WildixPbx.Shell.Tests;

/// <summary>A folder of one test's own, with a small module that takes the place of the real one.</summary>
public sealed class Workspace : IDisposable
{
    public Workspace()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Manifest)!);
        File.WriteAllText(Manifest, """
            @{
                RootModule = 'Dummy.psm1'
                ModuleVersion = '1.0'
                GUID = '5f3ab0a1-9a0f-4b0b-8a5b-0b9e0c1d2e3f'
                FunctionsToExport = 'Get-Dummy', 'Remove-Dummy', 'Test-Secret'
                FormatsToProcess = 'Dummy.Format.ps1xml'
            }
            """);
        File.WriteAllText(InModule("Dummy.psm1"), """
            function Get-Dummy {
                param([int]$Count = 3)
                foreach ($i in 1..$Count) { [pscustomobject]@{ PSTypeName = 'Dummy'; Name = "n$i"; Value = $i } }
            }
            function Remove-Dummy {
                [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
                param([string]$Name)
                if ($PSCmdlet.ShouldProcess($Name, 'Remove')) { "removed $Name" }
            }
            function Test-Secret { param([Parameter(Mandatory)][securestring]$Secret) $Secret.Length }
            """);
        File.WriteAllText(InModule("Dummy.Format.ps1xml"), """
            <Configuration><ViewDefinitions><View>
              <Name>Dummy</Name><ViewSelectedBy><TypeName>Dummy</TypeName></ViewSelectedBy>
              <TableControl>
                <TableHeaders><TableColumnHeader><Label>Seen by the view</Label></TableColumnHeader></TableHeaders>
                <TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries>
              </TableControl>
            </View></ViewDefinitions></Configuration>
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("wildix-shell-").FullName;

    public string Manifest => InModule("Dummy.psd1");

    /// <returns>The path of a file with this text.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    string InModule(string name) => Path.Combine(Folder, "modules", "Dummy", name);
}
