global using WildixPbx.Tests.Hosting;
global using WildixPbx.Tests.Support;
global using Xunit;
