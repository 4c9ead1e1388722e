using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;

namespace WildixPbx.Tests.Hosting;

/// <summary>A session with a temporary sandbox of its own, connected, with one customer that has a contact.</summary>
public sealed class PortalSession : IDisposable
{
    public const string Customer = "Bergmann GmbH";

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

    public PSObject Sandbox { get; }

    /// <summary>The partner's token in plain text, to look for where it must not be.</summary>
    public string Token => new NetworkCredential("", (SecureString)Sandbox.Prop("Token")!).Password;

    /// <summary>A name that nothing else has.</summary>
    public string NewName() => $"pbx-{Interlocked.Increment(ref _names)}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Makes a PBX with a name of its own and answers with the name.</summary>
    public string NewPbx(string parameters = "-Platform Virtual -Term Yearly -UcEssential 10")
    {
        var name = NewName();
        Session.Get($"New-WmpPbx -Customer 'Bergmann GmbH' -Name {name} {parameters} -Force");
        return name;
    }

    /// <summary>Makes several PBXs at once and answers with their names, in order.</summary>
    public string[] NewPbxs(int count, string parameters = "-Platform Virtual -Term Yearly -UcEssential 10")
    {
        string[] names = [.. Enumerable.Range(0, count).Select(_ => NewName())];
        Session.Get($"$null = $input | New-WmpPbx -Customer 'Bergmann GmbH' {parameters} -Force -ThrottleLimit 8", names.Select(name => Rows.Of(("Name", name))));
        return names;
    }

    /// <summary>The count in force of a profile of a PBX.</summary>
    public int Count(string pbx, string profile = "UC-Essential") => (int)Session.Get($"(Get-WmpLicense {pbx} -Profile {profile}).EffectiveCount")[0].BaseObject;

    /// <summary>How many requests that could change something the sandbox has counted.</summary>
    public long Mutations() => Statistic("MutatingRequests");

    /// <summary>How many requests of any kind the sandbox has counted; asking is one more.</summary>
    public long Requests() => Statistic("Requests");

    /// <summary>Another session that is connected to the same sandbox, with <c>$sandbox</c> as in this one.</summary>
    public ModuleSession Another(PSHost? host = null, string connectParameters = "")
    {
        var session = new ModuleSession(host);
        session.Set("sandbox", Sandbox);
        session.Get($"$null = $sandbox | Connect-Wmp {connectParameters}");
        return session;
    }

    /// <summary>Everything the portal holds, as ids with the tags of their states: equal before and after where nothing changed.</summary>
    public string[] Everything() =>
        [.. Session.Get("Get-WmpCustomer; Get-WmpContact; Get-WmpPbx; Get-WmpHardwareOrder; Get-WmpRequest").Select(item => $"{item.Text("Id")} {item.Text("ETag")}")];

    public void Dispose()
    {
        Session.Run("Disconnect-Wmp; $sandbox | Stop-WmpSandbox");
        Session.Dispose();
    }

    long Statistic(string name) => (long)Session.Get($"(Get-WmpSandbox -Name $sandbox.Name).Statistics.{name}")[0].BaseObject;
}
