namespace WildixPbx.Tests.Boxes;

/// <summary>A session with two PBXs of one customer in one WMS Network, whose simulators are up as $a and $b.</summary>
public sealed class BoxSession : IDisposable
{
    public BoxSession()
    {
        Portal = new PortalSession();
        (First, Second) = (Portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 3 -UcBusiness 1"), Portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 2"));
        SayWhichSandbox(Portal);
        Session.Get($"$null = '{First}', '{Second}' | Enable-WmpNetwork -Force; $a = Start-WmpSandboxPbx {First} -UserCount 3; $b = Start-WmpSandboxPbx {Second} -UserCount 2");
    }

    public PortalSession Portal { get; }

    public ModuleSession Session => Portal.Session;

    public string First { get; }

    public string Second { get; }

    /// <summary>Other tests of this process run sandboxes, too, so that the only one is none.</summary>
    public static void SayWhichSandbox(PortalSession portal) => portal.Session.Get("$PSDefaultParameterValues['*-WmpSandboxPbx:Sandbox'] = $sandbox");

    /// <summary>Makes the simulators behave again.</summary>
    public void Reset() => Session.Get("$null = $a, $b | Start-WmpSandboxPbx -Behavior @()");

    public void Dispose() => Portal.Dispose();
}
