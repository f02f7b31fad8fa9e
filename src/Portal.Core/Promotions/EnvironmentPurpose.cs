namespace Portal.Core.Promotions;

/// <summary>What an environment is for. Policies ask for it, so it stands here and not with the environments.</summary>
public enum EnvironmentPurpose
{
    Development,
    Staging,
    Production,
}
