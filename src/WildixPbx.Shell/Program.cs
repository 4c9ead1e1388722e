namespace WildixPbx.Shell;

static class Program
{
    static int Main(string[] args)
    {
        var options = ShellOptions.Parse(args);
        if (options.UsageError is { } error)
        {
            Console.Error.WriteLine(error);
            Console.Error.WriteLine("WildixPbx.Shell -Help says how it is called.");
            return ExitCodes.Usage;
        }

        if (options.Help)
        {
            Console.Out.Write(Usage.Text());
            return ExitCodes.Success;
        }

        return new Session(options).Run();
    }
}
