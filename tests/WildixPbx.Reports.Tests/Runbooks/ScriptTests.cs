using System.Management.Automation;
using System.Management.Automation.Language;

namespace WildixPbx.Tests.Runbooks;

/// <summary>What can be checked of runbooks for machines that are not this one: that they are read, and ask for what there is.</summary>
public sealed class ScriptTests
{
    static readonly string Folder = Path.Combine(Repository.Root, "examples", "runbooks");

    public static TheoryData<string> Scripts => [.. Directory.GetFiles(Folder, "*.ps1").Select(path => Path.GetFileName(path)!)];

    [Theory, MemberData(nameof(Scripts))]
    public void A_script_that_can_t_be_read_or_names_a_parameter_that_there_is_not_is_found(string script)
    {
        var commands = Parse(script).FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
        using var session = new ModuleSession();
        var ours = session.Get("(Get-Module WildixPbx).ExportedCmdlets.Values").Select(item => (CmdletInfo)item.BaseObject).ToDictionary(cmdlet => cmdlet.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var command in commands.Where(command => ours.ContainsKey(command.GetCommandName() ?? "")))
            Assert.All(command.CommandElements.OfType<CommandParameterAst>(), parameter => Assert.Contains(parameter.ParameterName, ours[command.GetCommandName()].Parameters.Keys));
    }

    [Theory]
    [InlineData("license-check.ps1")]
    [InlineData("task-scheduler.ps1")]
    public void What_Windows_PowerShell_5_1_can_t_read_is_found(string script)
    {
        Assert.DoesNotMatch(@"[^\x00-\x7F]", File.ReadAllText(Path.Combine(Folder, script))); // it takes a file without a mark for the system's code page
        Assert.Empty(Parse(script).FindAll(ast => ast is TernaryExpressionAst or PipelineChainAst or BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } or PipelineAst { Background: true }, searchNestedScriptBlocks: true)
            .Select(ast => ast.Extent.Text));
    }

    [Fact]
    public void A_parameter_that_a_unit_or_a_task_hands_to_the_script_and_it_does_not_have_is_found()
    {
        var known = Parse("license-check.ps1").ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath).ToArray();
        foreach (var caller in (string[])["license-check.sh", "task-scheduler.ps1", "Jenkinsfile"])
        {
            var given = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(Folder, caller)), @"-(ReportFolder|Boxes|Module|SmtpServer|From|To|MailParameter|WebhookTemplate|Quiet|FailOn)\b").Select(match => match.Groups[1].Value).ToArray();
            Assert.Contains("ReportFolder", given);
            Assert.All(given, name => Assert.Contains(name, known));
        }
    }

    [Fact]
    public async Task Units_that_systemd_would_not_take_are_found()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd is not installed.");
        using var run = new RunbookRun();
        // The program need not be here; all else is judged.
        var service = run.Write("license-check.service", File.ReadAllText(Path.Combine(Folder, "license-check.service")).Replace("/opt/wildixpbx/runbooks/license-check.sh", "/bin/sh", StringComparison.Ordinal));
        var timer = run.Write("license-check.timer", File.ReadAllText(Path.Combine(Folder, "license-check.timer")));
        var (exitCode, output, error) = await run.RunAsync("/usr/bin/systemd-analyze", ["verify", service, timer]);
        Assert.Equal((0, "", ""), (exitCode, output, error));
    }

    static ScriptBlockAst Parse(string script)
    {
        var ast = Parser.ParseFile(Path.Combine(Folder, script), out _, out var errors);
        Assert.Empty(errors.Select(error => error.Message));
        return ast;
    }
}
