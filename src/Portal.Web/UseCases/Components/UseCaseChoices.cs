using Portal.Core;
using Portal.Core.UseCases;

namespace Portal.Web.UseCases.Components;

/// <summary>What the form offers.</summary>
/// <param name="Refused">Why the reader may not propose; null when they may.</param>
/// <param name="Datasets">The newest ones; others are named through the API.</param>
public sealed record UseCaseChoices(Refusal? Refused, IReadOnlyList<string> Teams, IReadOnlyList<UsedDataset> Datasets);
