namespace Portal.Scoring.Contract;

/// <summary>What a runner says of itself, at its start and every now and then.</summary>
/// <param name="Labels">What the machine has, such as <c>gpu</c>; its region may be among them.</param>
/// <param name="Device">What scores there, in words.</param>
/// <param name="MemoryBytes">Bytes of memory that one evaluation may use.</param>
/// <param name="Slots">Evaluations that it runs at the same time.</param>
/// <param name="CodeVersion">Version of this program.</param>
/// <param name="GpuSlots">Of its slots, how many may use the graphics processor; absent where it did not say, which is one.</param>
public sealed record RunnerAnnouncement(IReadOnlyList<string> Labels, string Device, long MemoryBytes, int Slots, string CodeVersion, int? GpuSlots = null);

/// <summary>What the portal answers.</summary>
/// <param name="Runner">Its id.</param>
/// <param name="Name">Under which it was registered.</param>
/// <param name="Region">Where it was registered to stand.</param>
/// <param name="LeaseSeconds">How long a lease holds without being renewed.</param>
public sealed record RunnerWelcome(Guid Runner, string Name, string Region, int LeaseSeconds);

/// <summary>Asks for an evaluation.</summary>
/// <param name="Lease">Chosen by the runner: asked again with the same one, the portal gives the same evaluation, however often an answer was lost.</param>
/// <param name="WaitSeconds">How long the portal may wait for work to turn up, at most 25.</param>
public sealed record LeaseRequest(Guid Lease, int WaitSeconds);

/// <summary>A file that a lease gives access to.</summary>
/// <param name="Sha256">Its name.</param>
/// <param name="Length">Its size in bytes.</param>
public sealed record LeasedFile(string Sha256, long Length);

/// <summary>An evaluation that the runner holds.</summary>
/// <param name="Lease">The lease that it asked with.</param>
/// <param name="Evaluation">Its id, for people.</param>
/// <param name="Subject">What is evaluated, in words.</param>
/// <param name="Spec">What to score, without paths: those are the runner's own.</param>
/// <param name="Model">The model file.</param>
/// <param name="Table">The table to score.</param>
/// <param name="LeaseSeconds">How long it holds without being renewed.</param>
public sealed record EvaluationLease(Guid Lease, Guid Evaluation, string Subject, ScoringSpec Spec, LeasedFile Model, LeasedFile Table, int LeaseSeconds);

/// <summary>That a lease was renewed.</summary>
/// <param name="LeaseSeconds">How long it holds from now.</param>
/// <param name="CancelRequested">Somebody asked for the end of this evaluation.</param>
public sealed record LeaseRenewed(int LeaseSeconds, bool CancelRequested);
