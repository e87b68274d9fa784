package io.longshore.text;

/// A failure in words.
///
/// @param sentence what is the matter
/// @param advice what to do about it
/// @param code the failure's stable code, the same in every language
/// @param detail what the other side or the system said, not translated; empty if there is nothing to add
public record Problem(String sentence, String advice, String code, String detail) {
    /// Sentence, advice and code in one line.
    public String line() {
        return sentence + " " + advice + " [" + code + "]";
    }
}
