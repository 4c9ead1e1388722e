namespace WildixPbx.Tests.Hosting;

/// <summary>A session with a temporary sandbox of its own, connected, with one customer that has a contact.</summary>
public sealed class PortalSession : IDisposable
{
    int _names;

    public PortalSession() : this("", "") { }

    PortalSession(string sandboxParameters, string connectParameters)
    {
        Session = new ModuleSession();
        Sandbox = Session.Get($"$sandbox = Start-WmpSandbox -Name t{Guid.NewGuid():N} -Temporary {sandboxParameters}; $null = $sandbox | Connect-Wmp {connectParameters}; $sandbox")[0];
        Session.Get("$null = New-WmpCustomer -Name 'Bergmann GmbH'; $null = Add-WmpContact -Customer 'Bergmann GmbH' -Name 'IT office' -Email it@bergmann.example.com");
    }

    /// <summary>A session whose sandbox or connection has parameters of its own. (xunit wants its fixtures with one public constructor.)</summary>
    public static PortalSession With(string sandboxParameters = "", string connectParameters = "") => new(sandboxParameters, connectParameters);

    public ModuleSession Session { get; }

    public System.Management.Automation.PSObject Sandbox { get; }

    /// <summary>Makes a PBX with a name of its own and answers with the name.</summary>
    public string NewPbx(string parameters = "-Platform Virtual -Term Yearly -UcEssential 10")
    {
        var name = $"pbx-{Interlocked.Increment(ref _names)}-{Guid.NewGuid().ToString("N")[..8]}";
        Session.Get($"New-WmpPbx -Customer 'Bergmann GmbH' -Name {name} {parameters} -Force");
        return name;
    }

    /// <summary>How many requests that could change something the sandbox has counted.</summary>
    public long Mutations() => (long)Session.Get("(Get-WmpSandbox -Name $sandbox.Name).Statistics.MutatingRequests")[0].BaseObject;

    public void Dispose()
    {
        Session.Run("Disconnect-Wmp; $sandbox | Stop-WmpSandbox");
        Session.Dispose();
    }
}
