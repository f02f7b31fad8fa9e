using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Core.Storage;
using Portal.Core.Storage.Jobs;
using Portal.Core.Tenancy;

namespace Portal.Core.Audit;

/// <summary>
/// One act's transaction: what it loads, changes, records and says to others is saved together or not at all.
/// Disposing without committing leaves no trace.
/// </summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly PortalDatabase _database;
    private readonly WorkSignal _signal;
    private readonly IDbContextTransaction _transaction;
    private readonly IDisposable? _turn;
    private readonly List<AuditFact> _facts = [];
    private readonly List<OutboxMessage> _messages = [];

    internal UnitOfWork(PortalDatabase database, WorkSignal signal, PortalDbContext db, IDbContextTransaction transaction, IDisposable? turn, Actor actor, DateTimeOffset now)
    {
        _database = database;
        _signal = signal;
        _transaction = transaction;
        _turn = turn;
        Db = db;
        Actor = actor;
        Now = KeptInstant.Of(now);
    }

    public PortalDbContext Db { get; }

    /// <summary>Who acts, with the roles of this moment.</summary>
    public Actor Actor { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Null when the actor's roles allow it.</summary>
    public Refusal? Refuses(params Permission[] oneOf) => RoleRules.Refuses(Actor, oneOf);

    /// <summary>Notes a fact. What people wrote may be anything where an act is refused before it was checked, so it is made to fit here.</summary>
    public void Record(string action, AuditSubject subject, string? reason = null, JsonObject? details = null) =>
        _facts.Add(new AuditFact(action, subject, reason, details).Fitted());

    /// <summary>Tells later rooms and the outside, once this unit is committed.</summary>
    public void Tell(string kind, JsonObject body)
    {
        var message = new OutboxMessage
        {
            TenantId = Actor.Tenant,
            Id = Guid.CreateVersion7(),
            Kind = kind,
            Body = Encoding.UTF8.GetString(CanonicalJson.Write(body)),
            Subject = MessageSubject.Of(kind, body),
            CreatedAt = Now,
            DueAt = Now,
        };
        _messages.Add(message);
        Db.Outbox.Add(message);
    }

    /// <summary>Saves the changes, their audit entries and their messages. A lost race comes back as a refusal.</summary>
    public async Task<Outcome<T>> CommitAsync<T>(T value, CancellationToken ct)
    {
        if (_facts.Count == 0)
        {
            throw new InvalidOperationException("An act changes nothing without an audit entry.");
        }

        try
        {
            await AppendAsync(ct);
            await Db.SaveChangesAsync(ct);
            await _transaction.CommitAsync(ct);
            _turn?.Dispose();
            if (_messages.Count > 0)
            {
                _signal.Raise(new ToldEventArgs(Actor.Tenant, [.. _messages.Select(message => message.Kind)]));
            }

            return value;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("What you are changing");
        }
        catch (DbUpdateException exception) when (_database.IsDuplicateKey(exception))
        {
            return new Refusal(RefusalKind.Conflict, "taken", "This name is already taken.", "Choose another name.");
        }
    }

    /// <summary>
    /// Drops the changes and passes the refusal on. Refusals by governance (roles, rules) are facts themselves and enter the chain;
    /// mistakes in a form or a name do not, so that nobody can flood it.
    /// </summary>
    /// <param name="action">The act that was refused, such as <c>promotion.request</c>.</param>
    public async Task<Refusal> RefuseAsync(string action, AuditSubject subject, Refusal refusal, CancellationToken ct)
    {
        if (refusal.Kind is not (RefusalKind.Forbidden or RefusalKind.Blocked))
        {
            return refusal;
        }

        Db.ChangeTracker.Clear();
        _facts.Clear();
        _messages.Clear();
        Record(action + ".refused", subject, details: new JsonObject { ["code"] = refusal.Code, ["sentence"] = refusal.Sentence });
        await CommitAsync(default(Done), ct);
        return refusal;
    }

    public async ValueTask DisposeAsync()
    {
        using var turn = _turn;
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
    }

    private async Task AppendAsync(CancellationToken ct)
    {
        var head = await Db.AuditHeads.SingleAsync(ct);
        foreach (var fact in _facts)
        {
            var entry = AuditChain.Link(Actor, fact, Now, head.Sequence + 1, head.Hash);
            Db.AuditEntries.Add(entry);
            head.Sequence = entry.Sequence;
            head.Hash = entry.Hash;
        }

        // Acts of one tenant commit one after the other, so this is the order in which what they say became true.
        foreach (var message in _messages)
        {
            message.Sequence = ++head.Told;
        }
    }
}
