using WildixPbx.Portal;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Http.Routes;

static class RequestRoutes
{
    const string Requests = "requests";

    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        var id = Mapping.Id("A request's id.", Examples.Request.Id);
        app.List(
            new Operation
            {
                Id = "listRequests", Method = "GET", Route = "requests", Tag = Requests,
                Summary = "Lists requests",
                Description = "What waits for a Wildix manager and what was decided, in the order of asking.",
                Successes = [new(200, "A page of requests.", Examples.Page(Examples.Request))],
            },
            Filters.Requests, Tables.Requests);
        app.One(
            new Operation
            {
                Id = "getRequest", Method = "GET", Route = "requests/{id}", Tag = Requests, Path = id,
                Summary = "Gets a request",
                Description = "One request, by id.",
                Successes = [new(200, "The request.", Examples.Request)],
            },
            Identities.Request, request => request.ETag);
        app.Change<NoBody, ApprovalRequest>(
            new Operation
            {
                Id = "withdrawRequest", Method = "POST", Route = "requests/{id}/withdrawal", Tag = Requests, Path = id, TakesTag = true, Refusals = [409],
                Summary = "Withdraws a request",
                Description = "Takes a pending request back; nothing changes then. One that was decided stays so (AlreadyDecided).",
                Successes = [new(200, "The request after the change.", Examples.Change(Examples.Withdrawn))],
            },
            (scope, request, _) => RequestOperations.Withdraw(scope, request));
        app.Change<Decision, ApprovalRequest>(
            new Operation
            {
                Id = "decideRequest", Method = "POST", Route = "requests/{id}/decision", Tag = Requests, Path = id, TakesTag = true, ManagerOnly = true, Refusals = [409],
                Summary = "Decides a request",
                Description = "A Wildix manager approves or denies a pending request, as a whole. The partner gets a mail.",
                BodyExample = new Decision { State = RequestState.Approved, Reason = "Agreed." },
                Successes = [new(200, "The request after the decision.", Examples.Change(Examples.Approved))],
            },
            RequestOperations.Decide);
    }
}
