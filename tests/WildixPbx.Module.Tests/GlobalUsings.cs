global using WildixPbx.Tests.Hosting;
global using Xunit;
