using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace WildixPbx.Tests.Hosting;

/// <summary>The answers that PowerShell offers to a question of ShouldProcess, by their place.</summary>
public enum Answer
{
    Yes,
    YesToAll,
    No,
    NoToAll,
}

/// <summary>A host with somebody who answers questions as the test says, and who keeps all that was shown.</summary>
public sealed class ScriptedHost(Func<string, Answer> answer) : PSHost
{
    readonly Screen _screen = new(answer);

    public ScriptedHost(params Answer[] answers) : this(FromList(answers)) { }

    /// <summary>The questions, in order.</summary>
    public IReadOnlyList<string> Questions => _screen.Questions;

    /// <summary>The lines that were shown, such as those of -WhatIf.</summary>
    public IReadOnlyList<string> Lines => _screen.Lines;

    public override string Name => "Scripted";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _screen;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void SetShouldExit(int exitCode) { }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    static Func<string, Answer> FromList(Answer[] answers)
    {
        var left = new Queue<Answer>(answers);
        return question => left.Count > 0 ? left.Dequeue() : throw new InvalidOperationException($"One question too many: {question}");
    }

    sealed class Screen(Func<string, Answer> answer) : PSHostUserInterface
    {
        public List<string> Questions { get; } = [];

        public List<string> Lines { get; } = [];

        public override PSHostRawUserInterface? RawUI => null;

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Questions.Add(message);
            return (int)answer(message);
        }

        public override void WriteLine(string value) => Lines.Add(value);

        public override void Write(string value) => Lines.Add(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Add(value);

        public override void WriteDebugLine(string message) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override void WriteVerboseLine(string message) { }

        public override void WriteWarningLine(string message) { }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
    }
}
