namespace WildixPbx.Tests.Support;

/// <summary>A session whose connection goes through a proxy that a test can make misbehave, to a sandbox that behaves.</summary>
sealed class ProxySession : IDisposable
{
    public ProxySession(string connectParameters = "")
    {
        Portal = new PortalSession();
        Proxy = new FaultProxy((Uri)Portal.Sandbox.Prop("Uri")!, request => Decide(request));
        Session.Set("proxy", Proxy.Uri);
        Session.Set("tests", typeof(ProxySession).Assembly);
        Session.Get($"Import-Module -Assembly $tests; $null = Connect-Wmp -Uri $proxy -Token $sandbox.Token {connectParameters}");
    }

    public PortalSession Portal { get; }

    public ModuleSession Session => Portal.Session;

    public FaultProxy Proxy { get; }

    /// <summary>What is done to each request.</summary>
    public Func<ProxiedRequest, Fault> Decide { get; set; } = _ => Fault.None;

    /// <summary>Makes PBXs, whose rows for Set-WmpLicense are $rows.</summary>
    public void MakeRows(int count)
    {
        Session.Set("count", count);
        Session.Get("""
            $null = 1..$count | ForEach-Object { [pscustomobject]@{ Name = "row-$_"; UcEssential = 10 } } | New-WmpPbx -Customer 'Bergmann GmbH' -Platform Virtual -Term Yearly -Force -ThrottleLimit 16
            $rows = 1..$count | ForEach-Object { [pscustomobject]@{ Identity = "row-$_"; UcEssential = 11 } }
            """);
    }

    public void Dispose()
    {
        Portal.Dispose();
        Proxy.Dispose();
    }
}
