using Portal.Core.Deployments;

namespace Portal.Web.Deployments;

/// <summary>What a form says about an environment; all of it may change later.</summary>
public sealed record EnvironmentDraft(EnvironmentPlacement Placement, string Region, string Description);
