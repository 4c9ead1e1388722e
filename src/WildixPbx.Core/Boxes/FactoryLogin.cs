namespace WildixPbx.Boxes;

/// <summary>The login of WMS on a PBX that nobody has set up yet. Source: the guide, "Activation of a Per User PBX"; it is no secret, which is why it is to be changed.</summary>
public static class FactoryLogin
{
    /// <summary>The user.</summary>
    public const string UserName = "admin";

    /// <summary>The password.</summary>
    public const string Password = "wildix";

    /// <summary>Whether a login is that one.</summary>
    public static bool Is(string userName, string password) => userName == UserName && password == Password;
}
