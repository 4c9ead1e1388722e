using WildixPbx.Boxes;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Migrations;

/// <summary>The ways to the two boxes of a move.</summary>
/// <param name="Ssh">Logging in to the old box.</param>
/// <param name="Connect">Makes a client for the Cloud PBX.</param>
sealed record MigrationTools(ISsh Ssh, Func<BoxSettings, IBox> Connect);
