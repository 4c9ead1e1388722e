using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace WildixPbx.Shell.Hosting;

// Questions are asked on stderr and only of a terminal.
sealed partial class ShellUserInterface
{
    public override string ReadLine()
    {
        terminal.RequireSomebody("a line of input is wanted.");
        return terminal.ReadLine();
    }

    public override SecureString ReadLineAsSecureString()
    {
        terminal.RequireSomebody("a secret is wanted.");
        return terminal.ReadSecret();
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        terminal.RequireSomebody($"{caption} {message}");
        Introduce(caption, message);
        var menu = new ChoiceMenu(choices, defaultChoice);
        while (true)
        {
            Ask(menu.Line);
            var answer = terminal.ReadLine().Trim();
            if (answer == ChoiceMenu.HelpKey)
                Console.Error.WriteLine(menu.Help);
            else if (menu.Choose(answer) is { } choice)
                return choice;
        }
    }

    public override Dictionary<string, PSObject?> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        var names = string.Join(", ", descriptions.Select(field => field.Name));
        terminal.RequireSomebody($"{caption} {message} ({names})");
        Introduce(caption, message);
        var answers = new Dictionary<string, PSObject?>();
        foreach (var field in descriptions)
            answers[field.Name] = PSObject.AsPSObject(AskFor(field));
        return answers;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
        => PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        terminal.RequireSomebody($"{caption} {message} (a user name and a password)");
        Introduce(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Ask("User: ");
            userName = terminal.ReadLine();
        }

        Ask($"Password for user {userName}: ");
        return new PSCredential(userName, terminal.ReadSecret());
    }

    object AskFor(FieldDescription field)
    {
        // The type is the engine's word for a parameter's type and may not be loaded; then the text is given, for the binder to convert.
        var type = LanguagePrimitives.TryConvertTo<Type>(field.ParameterAssemblyFullName, out var known) ? known : typeof(string);
        if (type == typeof(PSCredential))
            return PromptForCredential(field.Name, field.HelpMessage, "", "");

        if (type == typeof(SecureString))
        {
            Ask(field.Name + ": ");
            return terminal.ReadSecret();
        }

        return type.IsArray ? AskForList(field.Name) : AskForText(field.Name);
    }

    string AskForText(string name)
    {
        Ask(name + ": ");
        return terminal.ReadLine();
    }

    string[] AskForList(string name)
    {
        var lines = new List<string>();
        while (AskForText(string.Create(CultureInfo.InvariantCulture, $"{name}[{lines.Count}]")) is { Length: > 0 } line)
            lines.Add(line);
        return [.. lines];
    }

    void Introduce(string caption, string message)
    {
        _progress.Clear();
        foreach (var text in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(text))
                Console.Error.WriteLine(text);
        }
    }

    void Ask(string text)
    {
        _progress.Clear();
        Console.Error.Write(text);
    }
}
