"""What one release or report is held to, against the letter it is about. Pure but `gathering`.

letter_text    a letter made ready to be asked for words; stems, rarity: how much a word says
quoted         what stands in quotation marks; speakers: who is said to have said it; named: who is
               named at all
quotations     the verdict on each; pieces: word for word; cut_short: from what; alterations:
               changed; difference: how
shared_words   the letter's words without quotation marks; boilerplate: what any letter has
grade_claims   the grades claimed; grades_said, grade_words: how they are said;
               grade_times: of when
points         what the letter found, answered or not; release_sentences, field_terms, criticism
recurring      what an earlier letter said too
checks         all of these for one document
gathering      what a document is to be held against, read from the archive
"""
