namespace WildixPbx.Rules;

/// <summary>Where rules are written, in the words that findings and docs/rules.md give.</summary>
static class RuleSources
{
    const string Guide = "PBX Licensing and Activation guide (February 2020): ";

    public const string AddPbx = Guide + "Add a new Per User PBX on WMP";
    public const string ChangeCounts = Guide + "Increase / decrease the amount of Per User accounts";
    public const string ChangeTerm = Guide + "Change the term of the license";
    public const string IncreaseStorage = Guide + "Increase storage on Cloud PBX";
    public const string SshPort = Guide + "Enable SSH port on Cloud PBXs";
    public const string Share = Guide + "Share Per User Licenses between PBXs over WMS Network";
    public const string Move = Guide + "Move PBX to Cloud";
    public const string MoveSubscription = Guide + "Move a Subscription-based PBX to Cloud";
    public const string MoveOther = Guide + "Move a Per-Service or a LifeTime PBX to Cloud";
    public const string Activate = Guide + "Activation of a Per User PBX";
    public const string LicenseCheck = Guide + "Periodic License Check";

    public const string ContactPage = "PBX Licensing and Activation guide, December 2019 compared with February 2020: at least one contact is mandatory";
    public const string HardwarePage = "PBX Licensing and Activation guide, June 2019 on: hardware is bought in the cart, item WPBX-HW";
    public const string OneLicensedPbxPage = "PBX Licensing and Activation guide, March 2024, and Subscription Plans and PBX Activation Guide, January 2026: since 19 April 2022";
    public const string SharingPage = "How to Transfer PBX to Another Customer and Share Subscription plans (January 2026)";
    public const string OverusagePage = "PBX Licensing and Activation guide, January 2023, and WMP Dashboards, January 2024: Licences Overusage";

    public const string OwnDecision = "Not documented by Wildix; decided by this project";
}
