using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WildixPbx.Shell.StandIns;

namespace WildixPbx.Shell;

/// <summary>The engine's default session, with a stand-in for each cmdlet it lacks and we have one for.</summary>
static class SessionStateBuilder
{
    public static InitialSessionState Create()
    {
        var state = EngineDefault();
        foreach (var standIn in StandIn.All)
        {
            if (!state.Commands[standIn.Name].Any(command => command.CommandType is CommandTypes.Cmdlet or CommandTypes.Function))
                state.Commands.Add(new SessionStateCmdletEntry(standIn.Name, standIn.Type, helpFileName: null));
        }

        return state;
    }

    static InitialSessionState EngineDefault()
    {
        try
        {
            return InitialSessionState.CreateDefault();
        }
        catch (PSSnapInException)
        {
            // The engine package alone: the assemblies of the Utility and Management cmdlets are not there.
            return InitialSessionState.CreateDefault2();
        }
    }
}
