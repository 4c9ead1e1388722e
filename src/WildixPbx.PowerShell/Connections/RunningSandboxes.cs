using System.Management.Automation;
using WildixPbx.Loading;
using WildixPbx.Portal;

namespace WildixPbx;

/// <summary>Finds running sandboxes by name.</summary>
static class RunningSandboxes
{
    /// <summary>The sandboxes of this process whose name fits.</summary>
    /// <exception cref="NotFoundException">A name without wildcards is none's.</exception>
    public static IReadOnlyList<Sandbox> Of(string name, InvocationInfo invocation)
    {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        var found = EngineHost.Engine.Sandboxes.Running.Where(sandbox => pattern.IsMatch(sandbox.Name)).ToArray();
        return found.Length > 0 || WildcardPattern.ContainsWildcardCharacters(name) ? found : throw new NotFoundException(
            "NotFound", $"This process runs no sandbox '{name}' ({invocation.MyCommand.Name}).", "Get-WmpSandbox lists those it runs; Start-WmpSandbox starts one.");
    }

    /// <summary>The sandbox that is meant: the one given, or the only one.</summary>
    /// <exception cref="ValidationException">There is none, or there are several.</exception>
    public static Sandbox Only(Sandbox? given)
    {
        if (given is not null) return given;
        return EngineHost.Engine.Sandboxes.Running switch
        {
            [var only] => only,
            [] => throw new ValidationException("SandboxUnknown", "This process runs no sandbox.", "Start one with Start-WmpSandbox."),
            var several => throw new ValidationException("SandboxUnknown", "Several sandboxes run: " + string.Join(", ", several.Select(sandbox => sandbox.Name)) + ".", "Say which with -Sandbox."),
        };
    }
}
