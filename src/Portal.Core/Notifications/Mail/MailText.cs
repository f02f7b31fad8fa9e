using System.Globalization;
using System.Net;
using System.Text;

namespace Portal.Core.Notifications.Mail;

/// <summary>One mail in both forms that it is sent in.</summary>
internal sealed record MailText(string Subject, string Plain, string Html)
{
    private const string Settings = "/settings/notifications";

    /// <summary>Says what happened, until when something is asked, where to look, and why one is told. Pure.</summary>
    public static MailText Of(Notification notification, string tenant, string baseUrl) => Write($"{notification.Title} ({tenant})", [notification], tenant, baseUrl);

    /// <summary>The day's mail.</summary>
    public static MailText OfDay(IReadOnlyList<Notification> notifications, string tenant, string baseUrl) =>
        Write(notifications.Count == 1 ? $"{notifications[0].Title} ({tenant})" : string.Create(CultureInfo.InvariantCulture, $"{notifications.Count} things happened in {tenant}"), notifications, tenant, baseUrl);

    private static MailText Write(string subject, IReadOnlyList<Notification> notifications, string tenant, string baseUrl)
    {
        var (root, plain, html) = (baseUrl.TrimEnd('/'), new StringBuilder(), new StringBuilder("<!doctype html><html lang=\"en\"><body style=\"font-family:sans-serif;font-size:14px;line-height:1.5\">"));
        foreach (var notification in notifications)
        {
            Write(notification, root, plain, html);
        }

        var settings = root + Settings;
        plain.Append(CultureInfo.InvariantCulture, $"--\r\nSent by Portal for {tenant}. Choose what comes by mail: {settings}\r\n");
        html.Append(CultureInfo.InvariantCulture, $"<hr><p style=\"color:#666;font-size:12px\">Sent by Portal for {Encode(tenant)}. <a href=\"{Encode(settings)}\">Choose what comes by mail</a>.</p></body></html>");
        return new MailText(subject, plain.ToString(), html.ToString());
    }

    private static void Write(Notification notification, string root, StringBuilder plain, StringBuilder html)
    {
        var link = root + notification.Href;
        plain.Append(CultureInfo.InvariantCulture, $"{notification.Title}\r\n\r\n{notification.Text}\r\n");
        html.Append(CultureInfo.InvariantCulture, $"<h2 style=\"font-size:16px\">{Encode(notification.Title)}</h2><p>{Encode(notification.Text)}</p>");
        if (notification.DueAt is { } due)
        {
            var until = due.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
            plain.Append(CultureInfo.InvariantCulture, $"Until {until}.\r\n");
            html.Append(CultureInfo.InvariantCulture, $"<p><b>Until {until}.</b></p>");
        }

        plain.Append(CultureInfo.InvariantCulture, $"{link}\r\n\r\nWhy you get this: {notification.Why}\r\n\r\n");
        html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(link)}\">Open it in Portal</a></p><p style=\"color:#666\">Why you get this: {Encode(notification.Why)}</p>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
