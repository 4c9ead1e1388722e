using System.Diagnostics.CodeAnalysis;

namespace WildixPbx;

/// <summary>A request with its age.</summary>
public sealed record RequestStatus : ApprovalRequest
{
    /// <summary>A request at a moment.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The portal's present moment; only looked at while the request is pending.</param>
    [SetsRequiredMembers]
    public RequestStatus(ApprovalRequest request, DateTimeOffset? now = null) : base(request)
        => Age = (request.State == RequestState.Pending ? now : request.DecidedOn) - request.RequestedOn;

    /// <summary>How long it took to decide it, or how long it has been waiting.</summary>
    public TimeSpan? Age { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
