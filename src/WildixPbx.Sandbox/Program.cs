using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Simulators;
using WildixPbx.Sandbox.Simulators.Data;
using WildixPbx.Sandbox.Simulators.Ssh;

const int badArguments = 2;

if (args is [PasswordHash.Switch]) return await PasswordHash.RunAsync();
if (args is [CloudBoxSearch.Switch, var box, .. var serial]) return await CloudBoxSearch.RunAsync(box, serial.ElementAtOrDefault(0));
if (args is [DatabaseMove.Switch, var source, var target, var extent, .. var groups]) return await DatabaseMove.RunAsync(source, target, extent, groups);

if (PortalHost.IsForDocument)
{
    var defaults = new SandboxOptions();
    await PortalHost.Build(defaults, PriceBook.Load(defaults.PriceListPath)).RunAsync();
    return 0;
}

try
{
    var options = SandboxOptions.Parse(args);
    return await Runner.RunAsync(options, PriceBook.Load(options.PriceListPath));
}
catch (FormatException error)
{
    await Console.Error.WriteLineAsync(error.Message);
    return badArguments;
}
