using System.Text.Json.Nodes;
using Portal.Core.Tenancy;

namespace Portal.Core.Storage.Jobs;

/// <summary>A later room that wants to hear of something. Must bear the same message twice.</summary>
public interface IOutboxHandler
{
    /// <summary>Such as <c>version.registered</c>.</summary>
    string Kind { get; }

    /// <param name="message">Its id is the idempotency key of what comes of it.</param>
    Task HandleAsync(Actor actor, Guid message, JsonObject body, CancellationToken ct);
}
