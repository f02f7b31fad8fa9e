using System.Text;

namespace Portal.Core.Notifications.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum TlsMode
{
    /// <summary>Begins in plain and must become TLS before anything is said; usually port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte; usually port 465.</summary>
    Implicit,

    /// <summary>In plain, for a relay on this machine or in its own network; never with a password.</summary>
    None,
}

/// <summary>Configuration section <c>Portal:Email</c>. Without a host no mail is sent.</summary>
public sealed record EmailOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public TlsMode Tls { get; init; } = TlsMode.StartTls;

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>The address that mails come from.</summary>
    public string From { get; init; } = "";

    /// <summary>Where people open the portal, for the links in mails.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>Seconds until the server must have answered.</summary>
    public int TimeoutSeconds { get; init; } = 20;

    /// <summary>Tries of one mail; the last of eight comes about eighteen hours after the first.</summary>
    public int MaxAttempts { get; init; } = 8;

    public bool IsOn() => Host.Length > 0;

    /// <summary>A record prints all of its properties; this one keeps the password to itself.</summary>
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(System.Globalization.CultureInfo.InvariantCulture, $"Host = {Host}, Port = {Port}, Tls = {Tls}, From = {From}");
        return true;
    }
}
