using WildixPbx.Benchmarks;
using WildixPbx.Benchmarks.Bulk;
using WildixPbx.Benchmarks.Pipeline;

const int badArguments = 2;

try
{
    var settings = Settings.Parse(args);
    switch (settings.Name)
    {
        case "bulk": BulkBenchmark.Run(settings); break;
        case "bulk-delay": BulkDelayBenchmark.Run(settings); break;
        case "pipeline": PipelineBenchmark.Run(settings); break;
        case "list": ListBenchmark.Run(settings); break;
        case "status": StatusBenchmark.Run(settings); break;
        case "report": ReportBenchmark.Run(settings); break;
        case "import": ImportBenchmark.Run(settings); break;
        case "stop": StopBenchmark.Run(settings); break;
        case "scripts": ScriptsBenchmark.Run(settings); break;
        case ImportBenchmark.Child: ImportBenchmark.RunChild(settings); break;
        case StatusBenchmark.Child: StatusBenchmark.RunChild(); break;
        case ReportBenchmark.Child: ReportBenchmark.RunChild(); break;
        case ListBenchmark.Child: ListBenchmark.RunChild(); break;
        default: throw new FormatException($"There is no benchmark '{settings.Name}'. {Settings.Usage}");
    }

    return 0;
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    return badArguments;
}
