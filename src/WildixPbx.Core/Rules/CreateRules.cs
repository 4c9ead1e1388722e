namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

sealed class CustomerContactRequired() : Rule(nameof(CustomerContactRequired), Create, Severity.Error, Basis.Later,
    "the customer has no contact",
    "Add a contact with Add-WmpContact, then repeat.", ContactPage)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal.CustomerHasContact == false, proposal, () => $"The customer of '{proposal.Subject}' has no contact.");
}

sealed class PbxNameInvalid() : Rule(nameof(PbxNameInvalid), Create, Severity.Error, Basis.Ours,
    "the name is no DNS label: 1-63 of a-z, 0-9, '-', not starting or ending in '-' (upper case is lowered, not refused)",
    "Use 1 to 63 of a-z, 0-9 and '-', with no '-' at either end.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal.Name is not null && !PbxName.IsValid(proposal.Name), proposal, () => $"'{proposal.Name}' is no DNS label.");
}

sealed class PbxNameTaken() : Rule(nameof(PbxNameTaken), Create, Severity.Error, Basis.Ours,
    "NAME.wildixin.com exists already",
    "Choose another name, or change the existing PBX: Get-WmpPbx shows it.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal.NameIsTaken == true, proposal, () => $"{proposal.Name}{PbxName.Domain} exists already.");
}

sealed class ModelMismatch() : Rule(nameof(ModelMismatch), Create, Severity.Error, Basis.Guide,
    "a model given that is not the platform's: WPBX-CLOUD for Cloud, WPBX-VM/HW for Virtual and Hardware",
    "Leave the model out: it follows from the platform.", AddPbx)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Model: { } model, Platform: { } platform } && !IsBlank(model) && !string.Equals(model, PbxModel.Of(platform), StringComparison.OrdinalIgnoreCase),
            proposal,
            () => $"The model of '{proposal.Subject}' is '{proposal.Model}'; a {proposal.Platform} PBX is {PbxModel.Of(proposal.Platform!.Value)}.");
}

sealed class RegionRequired() : Rule(nameof(RegionRequired), Create, Severity.Error, Basis.Guide,
    "Cloud without a region",
    "Give a region that Get-WmpRegion lists.", AddPbx)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(proposal is { Platform: Platform.Cloud } && IsBlank(proposal.Region), proposal, () => proposal.Present is null ? $"'{proposal.Subject}' is a Cloud PBX without a region." : $"'{proposal.Subject}' is to become a Cloud PBX, and no region is given for that.");
}

sealed class RegionNotApplicable() : Rule(nameof(RegionNotApplicable), Create, Severity.Error, Basis.Guide,
    "a region on Virtual or Hardware",
    "Leave the region out: only Cloud PBXs have one.", AddPbx)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Platform: Platform.Virtual or Platform.Hardware } && !IsBlank(proposal.Region),
            proposal,
            () => $"'{proposal.Subject}' is a {proposal.Platform} PBX and can't have the region '{proposal.Region}'.");
}

sealed class RegionUnknown() : Rule(nameof(RegionUnknown), Create, Severity.Error, Basis.Ours,
    "a region on Cloud that the portal does not list",
    "Give a region that Get-WmpRegion lists.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Platform: Platform.Cloud, Region: { } region, Regions: { } regions } && !IsBlank(region) && !regions.Contains(region, StringComparer.OrdinalIgnoreCase),
            proposal,
            () => $"The portal has no region '{proposal.Region}' (for '{proposal.Subject}').");
}

sealed class LifetimeNotForCloud() : Rule(nameof(LifetimeNotForCloud), Create, Severity.Error, Basis.Guide,
    "Cloud with term Lifetime (also when changing the term)",
    "Choose Monthly, Yearly or FiveYears.", AddPbx)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Platform: Platform.Cloud, Term: WildixPbx.Term.Lifetime },
            proposal,
            () => $"'{proposal.Subject}' is a Cloud PBX and can't have the term Lifetime.");
}

sealed class StorageOnlyOnCloud() : Rule(nameof(StorageOnlyOnCloud), Create, Severity.Error, Basis.Guide,
    "storage on Virtual or Hardware",
    "Leave the storage out: only Cloud PBXs have it.", AddPbx)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Platform: Platform.Virtual or Platform.Hardware, StorageGB: not null },
            proposal,
            () => $"'{proposal.Subject}' is a {proposal.Platform} PBX; the portal gives storage to Cloud PBXs only.");
}

sealed class StorageSizeInvalid() : Rule(nameof(StorageSizeInvalid), Create, Severity.Error, Basis.Guide,
    "a size that is no multiple of 10 GB, or below 10 (on Cloud)",
    "Give a multiple of 10, at least 10: one storage licence is 10 GB.", IncreaseStorage)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Platform: Platform.Cloud, StorageGB: { } size } && (size < Storage.UnitGB || size % Storage.UnitGB != 0),
            proposal,
            () => FormattableString.Invariant($"{proposal.StorageGB} GB is no storage size for '{proposal.Subject}'."));
}

sealed class HardwareNotPurchased() : Rule(nameof(HardwareNotPurchased), Create, Severity.Error, Basis.Later,
    "platform Hardware and no unused `WPBX-HW` cart item of that partner",
    "Buy a box with New-WmpHardwareOrder, then repeat.", HardwarePage)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Platform: Platform.Hardware, UnusedHardware: <= 0 },
            proposal,
            () => $"No unused {HardwareOrder.PbxItem} is left for '{proposal.Subject}'.");
}

sealed class FeeAboveMaximum() : Rule(nameof(FeeAboveMaximum), Create, Severity.Error, Basis.Ours,
    "the fee is above the maximum sent with the change (any change with a fee)",
    "Check the price with -WhatIf, then raise -MaximumFee or ask for less.", OwnDecision)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => FoundIf(
            proposal is { Fee: { } fee, MaximumFee: { } maximum } && fee.Amount > maximum,
            proposal,
            () => $"The fee for '{proposal.Subject}' is {proposal.Fee}, above the maximum of {new Money(proposal.MaximumFee!.Value, proposal.Fee!.Currency)}.");
}

sealed class MistakeReportWindow() : Rule(nameof(MistakeReportWindow), Create, Severity.Outcome, Basis.Guide,
    "always, on an activation or a change of term: a mistake must be reported to the Area Manager within 1 business day; the result carries the deadline (end of the next Mon-Fri day)",
    "Check the result now; tell the Area Manager of a mistake before the deadline.", AddPbx)
{
    public override IEnumerable<Finding> Check(Proposal proposal)
        => [Found(proposal, FormattableString.Invariant($"A mistake in '{proposal.Subject}' must be told to the Area Manager by {Calendar.ReportMistakeBy(proposal.Now, proposal.TimeZone):yyyy-MM-dd HH:mm}."))];
}
