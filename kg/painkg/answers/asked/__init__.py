"""Understanding a question: words, names, values and phrases of a sentence, the roles they play, families.

`words` cuts a sentence, `names` knows what terms are called, `values` finds numbers with a meaning,
`segments` covers the sentence with all of these, `bag` gives each piece its role, and `families` says
which kinds of question there are. Nothing of a sentence is passed over unless it is an empty word.
"""
