using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Hardware: bought in the cart, used up by Hardware PBXs.</summary>
static class HardwareOperations
{
    const int MaximumQuantity = 1000;

    public static Outcome<HardwareOrder> Buy(ChangeScope scope, NewHardwareOrder body)
    {
        scope.CheckNoTag();
        var prices = scope.Setup.Prices.List;
        var item = prices.Once.Keys.FirstOrDefault(known => string.Equals(known, body.Item.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw Refusal.Invalid($"'item' is '{body.Item}', which the cart does not have.", $"The cart has: {string.Join(", ", prices.Once.Keys)}.");
        if (body.Quantity is < 1 or > MaximumQuantity)
            throw Refusal.Invalid(FormattableString.Invariant($"'quantity' is {body.Quantity}."), $"Give a number from 1 to {MaximumQuantity}.");

        var price = prices.Of(item, body.Quantity);
        var findings = Check(scope, item, price, body.MaximumFee);
        var order = new HardwareOrder { Id = scope.NewId("ord_"), Item = item, Quantity = body.Quantity, Price = price, OrderedOn = scope.Now };
        if (Verdict.Refuses(findings, scope))
            return new(new() { Resource = order, Changed = false, Fee = price, Findings = findings }, null);

        order = Tables.Orders.Insert(scope.Db, order);
        scope.Record("HardwareOrdered", Subject.Of(order), null, order);
        return new(new() { Resource = order, Changed = true, Fee = price, EffectiveOn = scope.Now, Findings = findings }, order.ETag, 201, "hardware-orders/" + order.Id);
    }

    /// <summary>How many bought boxes have not become a PBX yet.</summary>
    public static int Unused(DbSession db)
        => (int)Math.Min(int.MaxValue, db.Number("SELECT coalesce(sum(unused), 0) FROM hardwareOrders WHERE itemKey = ?", Key.Of(HardwareOrder.PbxItem)));

    /// <summary>Takes one box, of the oldest order that has one.</summary>
    public static void Use(ChangeScope scope)
    {
        var order = Tables.Orders.FindWhere(scope.Db, "itemKey = ? AND unused > 0", Key.Of(HardwareOrder.PbxItem))!;
        var after = Tables.Orders.Update(scope.Db, order, order with { Used = order.Used + 1 });
        scope.Record("HardwareUsed", Subject.Of(after), order, after);
    }

    // The only rule of the catalogue that holds for an order.
    static IReadOnlyList<Finding> Check(ChangeScope scope, string item, Money price, decimal? maximum)
        => [.. RuleCatalog.Get("FeeAboveMaximum").Check(new Proposal
        {
            Operation = RuleArea.Create,
            Subject = item,
            Now = scope.PortalNow,
            RuleSet = scope.Setup.RuleSet,
            Fee = price,
            MaximumFee = maximum,
        })];
}
