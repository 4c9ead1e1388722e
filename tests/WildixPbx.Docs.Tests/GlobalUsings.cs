global using WildixPbx.Tests.Support;
global using Xunit;
