namespace Pipeline.Model;

/// <summary>How the characters of a file are written as bytes where no byte order mark says it.</summary>
internal enum TextEncoding
{
    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>Windows-1252: western European, with the euro sign and curly quotes.</summary>
    Windows1252,

    /// <summary>ISO 8859-1.</summary>
    Latin1,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LE,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BE,
}
