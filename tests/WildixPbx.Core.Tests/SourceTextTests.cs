using System.Text.RegularExpressions;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed partial class SourceTextTests
{
    const int MaximumLines = 250;

    /// <summary>Properties that are called so and belong to no task. A text can't tell types apart, so each is named.</summary>
    static readonly string[] NoTasks =
    [
        "RetryPipeline.cs: Outcome.Result", // Polly's outcome of an attempt that is over
        "Terminal.Conversation.cs: match.Result", // what a regular expression's template comes to
        "Selector.cs: found.Result", // the engine's value of a property expression
    ];

    [Fact]
    public void No_source_file_is_longer_than_250_lines()
    {
        var sources = RepositoryFolder.Sources("src");
        Assert.NotEmpty(sources);
        Assert.Empty(sources.Concat(RepositoryFolder.Sources("tests")).Where(path => File.ReadLines(path).Count() > MaximumLines).Select(Relative));
    }

    [Fact]
    public void No_code_blocks_a_thread_to_wait_for_a_task()
        => Assert.Empty(RepositoryFolder.Sources("src").SelectMany(path => Blocking(File.ReadAllText(path))
            .Where(found => !NoTasks.Contains($"{Path.GetFileName(path)}: {found}"))
            .Select(found => $"{Relative(path)}: {found}")));

    [Theory]
    [InlineData("var a = task.Result;", "task.Result")]
    [InlineData("if (task.Result == 1) { }", "task.Result")]
    [InlineData("var a = ReadAsync().Result;", ".Result")]
    [InlineData("task.Wait();", "task.Wait()")]
    [InlineData("task\n    .Wait( );", "task.Wait()")]
    [InlineData("System.Threading.Thread.Sleep(5);", "Thread.Sleep")]
    [InlineData("var a = $\"the {task.Result} is {\"quoted\"}\";", "task.Result")]
    [InlineData("var a = $$\"\"\"the {{task.Result}}\"\"\";", "task.Result")]
    [InlineData("var a = '\"'; var b = task.Result; // '\"'", "task.Result")]
    [InlineData("var a = @\"c:\\\"; var b = task.Result;", "task.Result")]
    [InlineData("var a = \"\"; var b = task.Result; var c = \"\";", "task.Result")]
    [InlineData("/* a */ task.Wait(); /* b */", "task.Wait()")]
    public void A_blocking_call_is_seen_wherever_it_stands(string code, string found)
        => Assert.Equal([found], Blocking(code));

    [Theory]
    [InlineData("// never task.Result or task.Wait(), nor Thread.Sleep")]
    [InlineData("/// <summary>Like <c>task.Result</c>.</summary>")]
    [InlineData("/* task.Wait();\n Thread.Sleep(1); */")]
    [InlineData("var a = \"task.Result and \\\" task.Wait()\";")]
    [InlineData("var a = @\"task.Result \"\" task.Wait()\";")]
    [InlineData("var a = \"\"\"a \"quoted\" task.Result\"\"\";")]
    [InlineData("var a = $\"{{task.Result}} {x} task.Wait()\";")]
    [InlineData("var a = $$\"\"\"{task.Result} {{x}}\"\"\";")]
    [InlineData("var a = outcome.Results; signal.Wait(timeout); await task.WaitAsync(token);")]
    [InlineData("class ResultOf<T> { T Result; }")]
    [InlineData("item.Result = work(); item.Result= null;")] // a task's result can't be set
    public void What_only_speaks_of_a_blocking_call_is_none(string code)
        => Assert.Empty(Blocking(code));

    static IEnumerable<string> Blocking(string source) => BlockingCalls().Matches(CodeText.Of(source)).Select(match => Blank().Replace(match.Value, ""));

    static string Relative(string path) => Path.GetRelativePath(RepositoryFolder.Root, path);

    [GeneratedRegex(@"\w*\s*\.\s*Result\b(?!\s*=[^=>])|\w*\s*\.\s*Wait\s*\(\s*\)|\bThread\s*\.\s*Sleep\b")]
    private static partial Regex BlockingCalls();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();
}
