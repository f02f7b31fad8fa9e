namespace Portal.Core.Evaluations;

/// <summary>Who goes first in a tenant's own line. It moves nobody before another tenant.</summary>
public enum EvaluationPriority
{
    Low,
    Normal,
    High,
}
