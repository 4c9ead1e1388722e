using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;

namespace WildixPbx.Sandbox.Http.Routes;

/// <summary>What only a sandbox has: a clock that can be moved, and boxes that are told what they are.</summary>
static class SandboxRoutes
{
    const string Sandbox = "sandbox";

    public static void MapSandbox(this IEndpointRouteBuilder app, SandboxClock clock)
    {
        app.Change<ClockMove, SandboxTime>(
            new Operation
            {
                Id = "moveClock", Method = "POST", Route = "sandbox/clock", Tag = Sandbox, ManagerOnly = true,
                Summary = "Moves the clock",
                Description = "Moves the sandbox's clock forward. All that falls due on the way takes place, in order, at its own time: activations, SSH ports that shut, storage at 01:00, terms that renew, mails about boxes that could not renew. The move itself is no event.",
                BodyExample = new ClockMove { To = Examples.Info.Now.AddDays(14) },
                Successes = [new(200, "The clock stands there.", Examples.Change(new SandboxTime { Now = Examples.Info.Now.AddDays(14) }))],
            },
            (scope, _, body) => ClockOperations.Move(scope, clock, body),
            new ChangeSteps<ClockMove>(ClockOperations.ApproachAsync, ClockOperations.SettleAsync));
        app.Change<SandboxPbxUpdate, Pbx>(
            new Operation
            {
                Id = "setSandboxPbx", Method = "PATCH", Route = "sandbox/pbxs/{identity}", Tag = Sandbox, Path = Mapping.PbxIdentity, TakesTag = true, ManagerOnly = true, Refusals = [409],
                Summary = "Sets what a box is and does",
                Description = "Cuts a Virtual or Hardware box off from the license server or brings it back, sets its last renewal, activates it, replaces its serial, and sets what it tells of itself. Cloud PBXs take only the latter. A last renewal more than a day ago cuts an online box off.",
                BodyExample = new SandboxPbxUpdate { Online = false, WmsVersion = WmsVersion.Parse("4.03.44693.48"), Database = "SQLite3", DatabaseBytes = 1_500_000_000, AssignedUsers = new() { ["UC-Essential"] = 28 } },
                Successes = [new(200, "The PBX after the change.", Examples.Change(Examples.Client with { State = PbxState.Active, LastRenewal = Examples.Info.Now, WmsVersion = WmsVersion.Parse("4.03.44693.48") }))],
            },
            BoxOperations.Set);
    }
}
