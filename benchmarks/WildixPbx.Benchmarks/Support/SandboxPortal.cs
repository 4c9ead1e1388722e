using System.Management.Automation;
using System.Net;
using System.Security;

namespace WildixPbx.Benchmarks;

/// <summary>The real sandbox, started by the module as a child, with an estate of any size, and a session that is connected to it.</summary>
sealed class SandboxPortal : IDisposable
{
    readonly string _state = Path.Combine(Path.GetTempPath(), "WildixPbx-benchmarks-" + Guid.NewGuid().ToString("N"));

    public SandboxPortal(int pbxs)
    {
        Directory.CreateDirectory(_state);
        Session = new Session();
        Session.Set("state", _state);
        try
        {
            var data = Start("")[0].Properties["DataPath"].Value.ToString()!;
            Session.Run("""
                $null = New-WmpCustomer -Name 'Bergmann GmbH'
                $null = Add-WmpContact -Customer 'Bergmann GmbH' -Name 'IT office' -Email it@bergmann.example.com
                $null = New-WmpPbx -Customer 'Bergmann GmbH' -Name one -Platform Virtual -Term Yearly -UcEssential 10 -PbxBasic 5 -Force
                $sandbox | Stop-WmpSandbox
                """);
            Estate.Multiply(Path.Combine(data, "portal.db"), pbxs);
            Use(TimeSpan.Zero);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Session Session { get; }

    public Uri Uri { get; private set; } = null!;

    public string Token { get; private set; } = "";

    /// <summary>Starts it anew on the same data, with a wait before each answer.</summary>
    public void Use(TimeSpan delay)
    {
        Session.Run("if ($sandbox.IsRunning) { $sandbox | Stop-WmpSandbox }");
        Session.Set("delay", delay);
        var sandbox = Start("-ResponseDelay $delay")[0];
        Uri = (Uri)sandbox.Properties["Uri"].Value;
        Token = new NetworkCredential("", (SecureString)sandbox.Properties["Token"].Value).Password;
    }

    public void Dispose()
    {
        try { Session.Run("if ($sandbox) { $sandbox | Stop-WmpSandbox }"); }
        finally
        {
            Session.Dispose();
            Directory.Delete(_state, recursive: true);
        }
    }

    IReadOnlyList<PSObject> Start(string parameters)
        => Session.Run($"$sandbox = Start-WmpSandbox -Name bench -StatePath $state {parameters}; $null = $sandbox | Connect-Wmp; $sandbox");
}
