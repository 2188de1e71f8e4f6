class Library:
    @classmethod
    def read(cls, folder):
        return cls()
