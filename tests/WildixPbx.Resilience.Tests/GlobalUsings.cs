global using WildixPbx.Tests.Hosting;
global using WildixPbx.Tests.Support;
global using Xunit;

// Processes are killed and unobserved exceptions counted here, both of which belong to one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
