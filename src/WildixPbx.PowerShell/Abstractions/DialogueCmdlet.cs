using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using WildixPbx.Ssh;

namespace WildixPbx.Abstractions;

/// <summary>
/// The base of changes on a PBX for which no route of its REST interface is known: they are entered in its terminal, by a
/// dialogue that the prompts file describes, or told as steps to do by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class DialogueCmdlet : SshCmdlet
{
    [Parameter]
    public SwitchParameter Manual { get; set; }

    [Parameter]
    [ValidateRange(1, 3600)]
    public int TimeoutSec { get; set; } = 60;

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Asks about a change, or shows it under -WhatIf; whether it is to be made.</summary>
    private protected bool ShouldChange(string target, string action) => IsAgreed(Force, target, action, $"{action} on {target}");

    /// <summary>Holds a dialogue in the terminal of a box.</summary>
    private protected async Task<DialogueEnd> HoldAsync(ISshSession session, string dialogue, string name, SecureString secret)
    {
        using var terminal = await session.OpenTerminalAsync(Prompts, Stop);
        var end = await terminal.HoldAsync(dialogue, new Dictionary<string, SecureString> { [name] = secret }, TimeSpan.FromSeconds(TimeoutSec), Stop);
        return end.Word == "NoEntry"
            ? throw new UnexpectedPromptException(
                "NoMenuEntry", "The PBX's terminal has no entry for this that is known, and nothing was typed.",
                "Do it by hand: -Manual says how. If the terminal has an entry, describe it in a terminal-prompts.json.")
            { Transcript = terminal.Transcript }
            : end;
    }
}
