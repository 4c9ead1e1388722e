using System.Management.Automation;
using System.Management.Automation.Host;

namespace WildixPbx.Abstractions;

/// <summary>Whether a command will ask, and what becomes of a question that nobody can answer.</summary>
static class Questions
{
    /// <summary>Whether ShouldProcess will ask: so says -Confirm, or the preference does not exceed the command's impact.</summary>
    public static bool AreDue(PSCmdlet cmdlet, bool force)
    {
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm)) return confirm is SwitchParameter { IsPresent: true };
        if (force) return false;
        var attribute = (CmdletAttribute)cmdlet.GetType().GetCustomAttributes(typeof(CmdletAttribute), inherit: false)[0];
        return LanguagePrimitives.TryConvertTo<ConfirmImpact>(cmdlet.GetVariableValue("ConfirmPreference", ConfirmImpact.High), out var preference)
            && preference != ConfirmImpact.None
            && attribute.ConfirmImpact >= preference;
    }

    /// <summary>Whether -WhatIf is on, by switch or preference.</summary>
    public static bool IsWhatIf(PSCmdlet cmdlet)
        => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var value)
            ? value is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference", false));

    /// <summary>What is done to what. A bare verb has its object right behind it: "Withdraw request ...", and not on it.</summary>
    public static string Sentence(string action, string target, string details = "")
        => action.IndexOf(' ') < 0 ? $"{action} {target}{details}" : $"{action}{details} on {target}";

    /// <summary>ShouldProcess, for commands that ask only where -Confirm or the preference says so.</summary>
    /// <exception cref="ValidationException">A question is due and nobody is there to answer (ConfirmationRequired).</exception>
    public static bool IsConfirmed(PSCmdlet cmdlet, string target, string action)
    {
        if (!IsWhatIf(cmdlet) && AreDue(cmdlet, force: false) && !Interactivity.IsInteractive(cmdlet.Host)) throw Unanswered(cmdlet, target, action);
        try { return cmdlet.ShouldProcess(target, action); }
        catch (Exception e) when (IsOfHost(e)) { throw Unanswered(cmdlet, target, action, e); }
    }

    /// <summary>ShouldProcess, for commands with -Force: it goes unasked with that unless -Confirm is given, too. Under -WhatIf the answer is no.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="force">Its -Force.</param>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What would be done.</param>
    /// <param name="sentence">Both in one sentence, with what comes of it; the mark at its end is not part of it.</param>
    /// <exception cref="ValidationException">A question is due and nobody is there to answer (ConfirmationRequired).</exception>
    public static bool IsAgreed(PSCmdlet cmdlet, bool force, string target, string action, string sentence)
    {
        var isWhatIf = IsWhatIf(cmdlet);
        var asks = !isWhatIf && AreDue(cmdlet, force);
        if (force && !isWhatIf && !asks) return true;
        if (asks && !Interactivity.IsInteractive(cmdlet.Host)) throw Unanswered(cmdlet, target, action);
        try { return cmdlet.ShouldProcess(sentence + ".", sentence + "?", "Confirm"); }
        catch (Exception e) when (IsOfHost(e)) { throw Unanswered(cmdlet, target, action, e); }
    }

    /// <summary>The error of a question that nobody is there to answer.</summary>
    public static ValidationException Unanswered(PSCmdlet cmdlet, string target, string action, Exception? inner = null) => new(
        "ConfirmationRequired",
        $"{cmdlet.MyInvocation.MyCommand.Name} would ask before it does this, and nobody is there to answer: {Sentence(action, target)}.",
        "Look at it with -WhatIf, then repeat with -Force or -Confirm:$false.",
        inner);

    /// <summary>Whether an exception says that a host can't ask.</summary>
    public static bool IsOfHost(Exception exception) => exception is HostException or PSInvalidOperationException or PSNotImplementedException;
}
