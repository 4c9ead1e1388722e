namespace WildixPbx.Sandbox.Simulators.Ssh;

/// <summary>What a simulated box's SSH side is made with.</summary>
sealed record BoxLogin
{
    /// <summary>The account of the terminal.</summary>
    public const string UserName = "admin";

    /// <summary>The PBX's name, which its prompts show.</summary>
    public required string Name { get; init; }

    /// <summary>The folder of the box's own files.</summary>
    public required string Folder { get; init; }

    /// <summary>The serial, line 17 of sf2; none where the PBX has none.</summary>
    public string? Serial { get; init; }

    /// <summary>The key that the portal made for the PBX, the only one that the terminal takes; none where any will do.</summary>
    public string? PbxKey { get; init; }

    /// <summary>The password of <see cref="UserName"/>.</summary>
    public required string Password { get; init; }

    /// <summary>The password that <c>su - wildix</c> asks for.</summary>
    public required string RootPassword { get; init; }
}
